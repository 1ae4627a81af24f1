package io.github.ginestra.backend.contract;

import io.github.ginestra.spi.DropoutMask;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.Weights;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language network in plain Java doubles, one sequence and one step at a time: slow, and easy
 * to check by reading.
 */
public final class LanguageOracle {
  private final LanguageNetworkSpec spec;
  private final OracleWeights weights;

  /**
   * Of a network.
   *
   * @param spec the network
   * @param weights its weights
   */
  public LanguageOracle(LanguageNetworkSpec spec, Weights weights) {
    this.spec = spec;
    this.weights = new OracleWeights(spec, weights);
  }

  /** Where one sequence stands. */
  static final class State {
    private final double[][] h; // (layers, H)
    private final double[][] c; // (layers, H)

    private State(double[][] h, double[][] c) {
      this.h = h;
      this.c = c;
    }

    private State copy() {
      return new State(copy(h), copy(c));
    }

    private static double[][] copy(double[][] rows) {
      double[][] copy = new double[rows.length][];
      for (int row = 0; row < rows.length; row++) {
        copy[row] = rows[row].clone();
      }
      return copy;
    }
  }

  /** The dropout of one training step. */
  record Dropout(long seed, long step) {}

  /** The state before any token. */
  State start() {
    int layers = spec.recurrent().layers();
    int units = spec.recurrent().units();
    return new State(new double[layers][units], new double[layers][units]);
  }

  /** The states before any token, (N). */
  State[] start(int size) {
    State[] states = new State[size];
    for (int n = 0; n < size; n++) {
      states[n] = start();
    }
    return states;
  }

  /** The logits after one more token, (V); the state moves on. */
  double[] step(State state, int token) {
    Masks none = new Masks(null, null);
    return output(read(state, token, none, 0, 0), none, 0, 0);
  }

  /** The mean loss without dropout; the states (N) move on. */
  double loss(State[] states, SequenceBatch batch) {
    return run(states, batch, new Masks(null, batch));
  }

  /** The mean loss of a training step; the states (N) move on. */
  double loss(State[] states, SequenceBatch batch, Dropout dropout) {
    return run(states, batch, new Masks(dropout, batch));
  }

  /** The gradient of a training step's loss by the weights, for which the states are constants. */
  Map<String, double[]> gradient(State[] states, SequenceBatch batch, Dropout dropout) {
    Masks masks = new Masks(dropout, batch);
    return weights.gradient(
        () -> {
          State[] moving = new State[states.length];
          for (int n = 0; n < moving.length; n++) {
            moving[n] = states[n].copy();
          }
          return run(moving, batch, masks);
        });
  }

  /** The weights themselves, which a test may move. */
  Map<String, double[]> weights() {
    return weights.byName();
  }

  private double run(State[] states, SequenceBatch batch, Masks masks) {
    double sum = 0;
    for (int i = 0; i < batch.ids().length; i++) {
      int n = i % batch.size();
      double[] top = read(states[n], batch.ids()[i], masks, i / batch.size(), n);
      if (batch.targets()[i] != SequenceBatch.NOT_COUNTED) {
        double[] logits = output(top, masks, i / batch.size(), n);
        sum += OracleWeights.crossEntropy(logits, batch.targets()[i]);
      }
    }
    return sum / batch.counted();
  }

  /** The last layer's output after one more token, (H). */
  private double[] read(State state, int token, Masks masks, int t, int n) {
    double[] x = weights.look(spec.embedding(), token);
    for (int layer = 0; layer < spec.recurrent().layers(); layer++) {
      x = masks.apply(x, layer, t, n);
      x = weights.cell(x, state.h[layer], state.c[layer], NetworkSpec.suffix(layer, 0));
      state.h[layer] = x;
    }
    return x;
  }

  private double[] output(double[] top, Masks masks, int t, int n) {
    double[] dropped = masks.apply(top, spec.recurrent().layers(), t, n);
    return weights.linear(spec.outputWeightName(), dropped, "output.bias");
  }

  /** The dropout masks of a batch's pass, by place. */
  private final class Masks {
    private final float[] @Nullable [] byPlace;
    private final int size;
    private final int first; // the first step with a target

    Masks(@Nullable Dropout dropout, @Nullable SequenceBatch batch) {
      int layers = spec.recurrent().layers();
      byPlace = new float[layers + 1][];
      if (dropout == null || batch == null) {
        size = 0;
        first = 0;
        return;
      }
      size = batch.size();
      first = firstCounted(batch);
      for (int place = 0; place <= layers; place++) {
        if (rate(place) > 0) {
          int width = place == 0 ? spec.inputSize() : spec.recurrent().units();
          int steps = place == layers ? lastCounted(batch) + 1 - first : batch.steps();
          byPlace[place] =
              DropoutMask.of(
                  (spec.sameDropoutEachStep() ? 1 : steps) * size * width,
                  rate(place),
                  dropout.seed(),
                  dropout.step(),
                  place);
        }
      }
    }

    private double rate(int place) {
      if (place == 0) {
        return spec.inputDropout();
      }
      return place == spec.recurrent().layers()
          ? spec.outputDropout()
          : spec.recurrent().dropoutBetweenLayers();
    }

    /** The values of sequence n at step t after the dropout at this place. */
    double[] apply(double[] values, int place, int t, int n) {
      float[] mask = byPlace[place];
      if (mask == null) {
        return values;
      }
      int step = place == spec.recurrent().layers() ? t - first : t;
      int from = ((spec.sameDropoutEachStep() ? 0 : step) * size + n) * values.length;
      double[] dropped = new double[values.length];
      for (int k = 0; k < values.length; k++) {
        dropped[k] = values[k] * mask[from + k];
      }
      return dropped;
    }
  }

  private static int firstCounted(SequenceBatch batch) {
    int i = 0;
    while (batch.targets()[i] == SequenceBatch.NOT_COUNTED) {
      i++;
    }
    return i / batch.size();
  }

  private static int lastCounted(SequenceBatch batch) {
    int i = batch.targets().length - 1;
    while (batch.targets()[i] == SequenceBatch.NOT_COUNTED) {
      i--;
    }
    return i / batch.size();
  }
}
