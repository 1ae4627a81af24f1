package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A small network with fixed weights, computed by the engine and by plain Java, to see whether the
 * engine's kernels answer rightly for a number of units.
 *
 * <p>Kernels treat units in blocks of 8, 16, 32 or 64 and the remainder by other code, so the
 * numbers of units probed have different remainders. N sequences of T steps are read from a state
 * that is not zero.
 *
 * @param cell the kind of recurrent unit
 * @param units H
 * @param sequences N
 * @param steps T
 */
record KernelProbe(Cell cell, int units, int sequences, int steps) {
  private static final int TOKENS = 5; // V
  private static final long SEED = 20;

  /** The networks to probe: all cells, and numbers of units that leave different remainders. */
  static List<KernelProbe> all() {
    List<KernelProbe> probes = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      probes.add(new KernelProbe(cell, 5, 3, 2));
      probes.add(new KernelProbe(cell, 16, 1, 3));
      probes.add(new KernelProbe(cell, 48, 2, 2));
    }
    probes.add(new KernelProbe(Cell.LSTM, 81, 4, 1));
    return probes;
  }

  /**
   * The greatest difference between the engine's answer and plain Java's, over all hidden states,
   * the state after the last step and all logits; infinite where the engine's is not a number.
   *
   * @param pass runs a computation on the engine
   */
  double difference(DjlEngine engine, Pass pass) {
    Weights weights = weights();
    int[] ids = new Random(SEED).ints((long) steps * sequences, 0, TOKENS).toArray();
    float[] actual = pass.run(() -> engineAnswer(engine, weights, ids));
    float[] expected = expected(weights, ids);
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual[i] - expected[i]);
      greatest =
          Math.max(greatest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return greatest;
  }

  /** Runs a pass of the engine in some mode. */
  interface Pass {
    float[] run(Supplier<float[]> pass);
  }

  private NetworkSpec spec() {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", TOKENS, units / 2 + 1, true)),
        0,
        new RecurrentSpec(cell, units, false, 1, 0),
        false,
        0,
        new Head.PerStep(TOKENS, false));
  }

  private Weights weights() {
    Random random = new Random(SEED);
    float bound = (float) (2 / Math.sqrt(units));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> weight : spec().weightShapes().entrySet()) {
      int size = 1;
      for (int length : weight.getValue()) {
        size *= length;
      }
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = bound * (2 * random.nextFloat() - 1);
      }
      tensors.put(weight.getKey(), new Tensor(weight.getValue(), values));
    }
    return Weights.of(tensors);
  }

  /** The states before the first step. */
  private LayerStates before() {
    LayerStates states = LayerStates.zeros(this, spec().recurrent(), sequences);
    for (int state = 0; state < states.count(); state++) {
      float[] values = states.get(state, 0);
      for (int i = 0; i < values.length; i++) {
        values[i] = state == 0 ? (i % 7 - 3) / 6f : (i % 5 - 2) / 3f;
      }
    }
    return states;
  }

  private float[] engineAnswer(DjlEngine engine, Weights weights, int[] ids) {
    try (NDManager manager = engine.newManager()) {
      Parameters parameters = new Parameters(manager, weights);
      RecurrentKernel kernel = engine.kernel(spec(), parameters);
      LayerStates states = before();
      ForwardPass forward =
          new ForwardPass(spec(), kernel, manager, batch(ids), states, Dropouts.NONE);
      List<NDArray> outputs = forward.read();
      float[] hidden = outputs.get(0).toFloatArray();
      float[] logits = forward.logits(outputs, 0, steps).toFloatArray();
      forward.updateStates();
      return joined(hidden, logits, states);
    }
  }

  private Batch batch(int[] ids) {
    int[] lengths = new int[sequences];
    Arrays.fill(lengths, steps);
    return Batch.of(lengths, List.of(ids));
  }

  private float[] expected(Weights weights, int[] ids) {
    LayerStates states = before();
    float[] last = states.get(0, 0);
    float[] cells = states.get(states.count() - 1, 0);
    float[] hidden = new float[ids.length * units];
    float[] logits = new float[ids.length * TOKENS];
    for (int n = 0; n < sequences; n++) {
      float[] h = part(last, n);
      float[] c = part(cells, n);
      for (int i = n; i < ids.length; i += sequences) {
        step(weights, ids[i], h, c);
        System.arraycopy(h, 0, hidden, i * units, units);
        float[] rowLogits = linear(weights, "output.weight", "output.bias", h, 0);
        System.arraycopy(rowLogits, 0, logits, i * TOKENS, TOKENS);
      }
      System.arraycopy(c, 0, cells, n * units, units); // of one state only, h takes its place
      System.arraycopy(h, 0, last, n * units, units);
    }
    return joined(hidden, logits, states);
  }

  private float[] part(float[] values, int n) {
    return Arrays.copyOfRange(values, n * units, (n + 1) * units);
  }

  /** Computes one step of one sequence; updates h and c. */
  private void step(Weights weights, int token, float[] h, float[] c) {
    String suffix = NetworkSpec.suffix(0, 0);
    float[] table = weights.get("embedding.weight").values();
    float[] input =
        linear(weights, "recurrent.weight_ih" + suffix, "recurrent.bias_ih" + suffix, table, token);
    float[] hidden =
        linear(weights, "recurrent.weight_hh" + suffix, "recurrent.bias_hh" + suffix, h, 0);
    CellKernels.step(cell, input, hidden, h, c);
  }

  /** W·x + b, where x is a row of a matrix as wide as W. */
  private static float[] linear(
      Weights weights, String weight, String bias, float[] matrix, int row) {
    int columns = weights.get(weight).shape().get(1);
    float[] w = weights.get(weight).values();
    float[] b = weights.get(bias).values();
    float[] sums = new float[b.length];
    for (int r = 0; r < sums.length; r++) {
      double sum = b[r];
      for (int k = 0; k < columns; k++) {
        sum += (double) w[r * columns + k] * matrix[row * columns + k];
      }
      sums[r] = (float) sum;
    }
    return sums;
  }

  private static float[] joined(float[] hidden, float[] logits, LayerStates states) {
    FloatBuffer joined =
        FloatBuffer.allocate(
            hidden.length + logits.length + states.count() * states.get(0, 0).length);
    joined.put(hidden).put(logits);
    for (int state = 0; state < states.count(); state++) {
      joined.put(states.get(state, 0));
    }
    return joined.array();
  }
}
