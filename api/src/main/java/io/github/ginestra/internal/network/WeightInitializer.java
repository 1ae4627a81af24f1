package io.github.ginestra.internal.network;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Initial weights, the same for every engine: embeddings are normal with standard deviation 0.1,
 * all others follow an {@link Initialization}.
 */
public final class WeightInitializer {
  private static final float EMBEDDING_DEVIATION = 0.1f;

  private WeightInitializer() {}

  /** Draws weights, those of the network uniform. */
  public static Weights draw(NetworkSpec spec, Map<String, Tensor> given, long seed) {
    return draw(spec, given, Initialization.UNIFORM, seed);
  }

  /**
   * Draws weights.
   *
   * @param spec the network
   * @param given weights that are not drawn but taken as they are, by name
   * @param initialization how those of the network are drawn
   * @param forgetBias the input bias of the forget gates; null to draw it
   * @param seed what they are drawn from
   * @throws IllegalStateException if they do not fit into the heap
   */
  public static Weights draw(
      NetworkSpec spec,
      Map<String, Tensor> given,
      Initialization initialization,
      @Nullable Double forgetBias,
      long seed) {
    Weights drawn = draw(spec, given, initialization, seed);
    return forgetBias == null ? drawn : withForgetBias(spec, drawn, forgetBias.floatValue());
  }

  private static Weights draw(
      NetworkSpec spec, Map<String, Tensor> given, Initialization initialization, long seed) {
    Memory.require("the network " + spec, spec.parameters() * Float.BYTES);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    Random random = new Random(seed);
    spec.weightShapes()
        .forEach(
            (name, shape) ->
                byName.put(
                    name,
                    given.containsKey(name)
                        ? given.get(name)
                        : new Tensor(shape, values(spec, name, shape, initialization, random))));
    return Weights.of(byName);
  }

  /**
   * Sets the input biases of the forget gates of LSTM cells, so that they keep their state from the
   * first step on (Jozefowicz et al., 2015); other cells have no forget gate.
   *
   * @param drawn the weights; not changed
   */
  private static Weights withForgetBias(NetworkSpec spec, Weights drawn, float bias) {
    int gate = spec.recurrent().cell().forgetGate();
    if (gate < 0) {
      return drawn;
    }
    int units = spec.recurrent().units();
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (String name : drawn.names()) {
      Tensor tensor = drawn.get(name);
      if (name.startsWith("recurrent.bias_ih")) {
        float[] values = tensor.values().clone(); // (G·H)
        Arrays.fill(values, gate * units, (gate + 1) * units, bias);
        tensor = new Tensor(tensor.shape(), values);
      }
      byName.put(name, tensor);
    }
    return Weights.of(byName);
  }

  private static float[] values(
      NetworkSpec spec,
      String name,
      List<Integer> shape,
      Initialization initialization,
      Random random) {
    int size = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    if (isEmbedding(spec, name)) {
      return normal(size, random);
    }
    CharacterEncoder characters = spec.characters();
    if (characters != null && isConvolution(characters, name)) {
      return convolution(characters, shape, size, initialization, random);
    }
    if (initialization == Initialization.ORTHOGONAL) {
      return orthogonal(spec.recurrent(), name, shape, size, random);
    }
    boolean output = name.startsWith("output.");
    int fanIn = output ? spec.recurrent().outputSize() : spec.recurrent().units();
    return uniform(size, 1 / Math.sqrt(fanIn), random);
  }

  private static boolean isConvolution(CharacterEncoder encoder, String name) {
    return name.equals(encoder.convolutionName()) || name.equals(encoder.biasName());
  }

  private static float[] convolution(
      CharacterEncoder encoder,
      List<Integer> shape,
      int size,
      Initialization initialization,
      Random random) {
    int inputs = encoder.characters().dimension() * encoder.width();
    if (initialization == Initialization.UNIFORM) {
      return uniform(size, 1 / Math.sqrt(inputs), random);
    }
    int outputs = encoder.filters() * encoder.width();
    return shape.size() == 1
        ? new float[size]
        : uniform(size, Math.sqrt(6.0 / (inputs + outputs)), random);
  }

  private static float[] orthogonal(
      RecurrentSpec recurrent, String name, List<Integer> shape, int size, Random random) {
    if (name.contains(".weight_hh")) {
      return OrthonormalColumns.draw(shape.get(0), shape.get(1), random);
    }
    if (shape.size() == 2) {
      return uniform(size, Math.sqrt(6.0 / (shape.get(0) + shape.get(1))), random);
    }
    float[] bias = new float[size];
    int gate = recurrent.cell().forgetGate();
    if (gate >= 0 && name.contains(".bias_ih")) {
      Arrays.fill(bias, gate * recurrent.units(), (gate + 1) * recurrent.units(), 1);
    }
    return bias;
  }

  private static boolean isEmbedding(NetworkSpec spec, String name) {
    return spec.tables().stream().map(EmbeddingTable::weightName).anyMatch(name::equals);
  }

  public static float[] normal(int size, Random random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = EMBEDDING_DEVIATION * (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] uniform(int size, double limit, Random random) {
    float bound = (float) limit;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = bound * (2 * random.nextFloat() - 1);
    }
    return values;
  }
}
