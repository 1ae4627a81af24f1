package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's weights as native arrays, by their portable names. Safe for many threads while the
 * network is not trained.
 */
final class Parameters {
  private final Map<String, NDArray> byName = new LinkedHashMap<>();

  /** Copies weights into arrays attached to {@code manager}. */
  Parameters(NDManager manager, Weights weights) {
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      byName.put(name, copy(manager, tensor.values(), shape(tensor)));
    }
  }

  /**
   * Copies values into an array in memory that the engine has allocated: in a Java buffer, whose
   * alignment varies, matrix products may differ in the last bit from run to run.
   */
  static NDArray copy(NDManager manager, float[] values, Shape shape) {
    try (NDArray onJavaMemory = manager.create(FloatBuffer.wrap(values), shape)) {
      return onJavaMemory.duplicate();
    }
  }

  static Shape shape(Tensor tensor) {
    return new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  /** Copies an array's values. */
  static Tensor tensor(NDArray array) {
    List<Integer> shape =
        Arrays.stream(array.getShape().getShape()).mapToObj(Math::toIntExact).toList();
    return new Tensor(shape, array.toFloatArray());
  }

  NDArray get(String name) {
    NDArray array = byName.get(name);
    if (array == null) {
      throw new IllegalStateException("no weight " + name + " among " + byName.keySet());
    }
    return array;
  }

  /** Looks up the embedding vectors of token ids, (K, D); gradients flow to the table. */
  NDArray embed(EmbeddingTable table, NDArray ids) {
    return rows(get(table.weightName()), ids);
  }

  /** Gathers rows of a matrix, (K, D); gradients flow to the matrix. */
  static NDArray rows(NDArray matrix, NDArray indices) {
    return indices
        .getNDArrayInternal()
        .embedding(indices, matrix, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  /**
   * The four weights of one recurrent layer and direction, in the order that every engine's kernel
   * expects.
   */
  NDList recurrent(int layer, int direction) {
    String suffix = NetworkSpec.suffix(layer, direction);
    return new NDList(
        get("recurrent.weight_ih" + suffix),
        get("recurrent.weight_hh" + suffix),
        get("recurrent.bias_ih" + suffix),
        get("recurrent.bias_hh" + suffix));
  }

  /** The weights that training updates: all but the frozen embedding tables. */
  Map<String, NDArray> trainable(NetworkSpec spec) {
    Map<String, NDArray> trainable = new LinkedHashMap<>(byName);
    for (EmbeddingTable table : spec.tables()) {
      if (!table.trainable()) {
        trainable.remove(table.weightName());
      }
    }
    return trainable;
  }

  Weights copy(NetworkSpec spec) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes().keySet().forEach(name -> tensors.put(name, tensor(get(name))));
    return Weights.of(tensors);
  }
}
