package io.github.ginestra.internal.network;

import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The initial weights of a network that has all units of another one and may have more: rows of
 * embedding tables, outputs, a second direction. What both have begins with the values of the
 * other; a layer ignores, at first, the input that the other did not have.
 */
public final class GrownWeights {
  private final NetworkSpec from;
  private final Weights old;
  private final NetworkSpec to;

  private GrownWeights(NetworkSpec from, Weights old, NetworkSpec to) {
    this.from = from;
    this.old = old;
    this.to = to;
  }

  /**
   * Grows weights.
   *
   * @param from the smaller network
   * @param old its weights
   * @param to the larger network
   * @param fresh weights of the larger network, for what the smaller one does not have; not changed
   */
  public static Weights of(NetworkSpec from, Weights old, NetworkSpec to, Weights fresh) {
    return new GrownWeights(from, old, to).grow(fresh);
  }

  private Weights grow(Weights fresh) {
    Map<String, Tensor> grown = new LinkedHashMap<>();
    for (String name : fresh.names()) {
      boolean shared = old.contains(name) && (!isOutput(name) || isSameHead());
      grown.put(name, shared ? overlaid(name, fresh.get(name)) : fresh.get(name));
    }
    return Weights.of(grown);
  }

  private static boolean isOutput(String name) {
    return name.startsWith("output.");
  }

  private boolean isSameHead() {
    return from.head() instanceof Head.Pooled == to.head() instanceof Head.Pooled;
  }

  /** The values of the old tensor where it has any. */
  private Tensor overlaid(String name, Tensor fresh) {
    Tensor before = old.get(name);
    float[] values = fresh.values().clone();
    if (fresh.shape().size() == 1) {
      System.arraycopy(before.values(), 0, values, 0, before.values().length);
      return new Tensor(fresh.shape(), values);
    }
    int[] columns = name.equals("recurrent.weight_ih_l0") ? inputs() : null;
    int width = fresh.shape().get(1);
    int oldWidth = before.shape().get(1);
    boolean deeper = columns == null && oldWidth < width;
    for (int row = 0; row < before.shape().get(0); row++) {
      if (deeper) {
        Arrays.fill(values, row * width, (row + 1) * width, 0);
      }
      for (int column = 0; column < oldWidth; column++) {
        int place = columns == null ? column : columns[column];
        values[row * width + place] = before.values()[row * oldWidth + column];
      }
    }
    return new Tensor(fresh.shape(), values);
  }

  /** For each input of the old network the same one of the new network. */
  private int[] inputs() {
    int[] inputs = new int[from.inputSize()];
    int input = 0;
    int begin = 0;
    List<EmbeddingTable> tables = from.embeddings();
    for (int t = 0; t < tables.size(); t++) {
      for (int d = 0; d < tables.get(t).dimension(); d++) {
        inputs[input++] = begin + d;
      }
      begin += to.embeddings().get(t).dimension();
    }
    return inputs;
  }
}
