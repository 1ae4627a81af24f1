package io.github.ginestra.backend.contract;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.DropoutMask;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network in plain Java doubles, one sequence and one step at a time: slow, and easy to check
 * by reading.
 */
public final class Oracle {
  private final NetworkSpec spec;
  private final OracleWeights weights;
  private final RowLoss rowLoss;

  /** The loss of one row of logits. */
  interface RowLoss {
    double of(double[] logits, int target);
  }

  /** The dropout of one training step. */
  record Dropout(long seed, long step) {}

  /**
   * Of a network that learns by the cross-entropy.
   *
   * @param spec the network
   * @param weights its weights
   */
  public Oracle(NetworkSpec spec, Weights weights) {
    this(spec, weights, OracleWeights::crossEntropy);
  }

  /** Of a network that learns by another loss. */
  Oracle(NetworkSpec spec, Weights weights, RowLoss rowLoss) {
    this.spec = spec;
    this.weights = new OracleWeights(spec, weights);
    this.rowLoss = rowLoss;
  }

  /** What is carried of one sequence from batch to batch. */
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
      return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /** The states before any token, (N). */
  State[] start(int size) {
    State[] states = new State[size];
    int layers = spec.recurrent().layers();
    int units = spec.recurrent().units();
    Arrays.setAll(states, n -> new State(new double[layers][units], new double[layers][units]));
    return states;
  }

  /**
   * The logits of a batch, without dropout.
   *
   * @param batch the sequences, which start from zero
   * @return (N, L) or (T·N, L), the rows of padding empty
   */
  public double[][] logits(Batch batch) {
    return rows(start(batch.size()), batch, new Masks(null, batch, 0, batch.steps()));
  }

  /** The mean loss of a batch; the states (N) move on. */
  double loss(State[] states, Batch batch, @Nullable Dropout dropout) {
    Targets targets = Fixtures.targets(batch);
    Masks masks = new Masks(dropout, batch, targets.firstStep(), targets.endStep());
    double[][] rows = rows(states, batch, masks);
    double sum = 0;
    for (int row = 0; row < targets.rows(); row++) {
      if (targets.isCounted(row)) {
        sum += targets.weight(row) * rowLoss.of(rows[row], targets.ids()[row]);
      }
    }
    return sum / targets.weight();
  }

  /**
   * The gradient of a training step's loss by each weight that is trained, by central differences:
   * (loss(w + h) - loss(w - h)) / 2h. The states are constants.
   */
  Map<String, double[]> gradient(State[] states, Batch batch, Dropout dropout) {
    return weights.gradient(
        () -> loss(Arrays.stream(states).map(State::copy).toArray(State[]::new), batch, dropout));
  }

  /** The weights themselves, which a test may move: name → values in the weight's own layout. */
  Map<String, double[]> weights() {
    return weights.byName();
  }

  private double[][] rows(State[] states, Batch batch, Masks masks) {
    double[][] rows = new double[spec.isPerStep() ? batch.steps() * batch.size() : batch.size()][0];
    for (int n = 0; n < batch.size(); n++) {
      double[][] outputs = read(states[n], batch, n, masks); // (length, H·directions)
      if (spec.head() instanceof Head.Pooled pooled) {
        rows[n] = output(pool(outputs, pooled.pooling()), masks, 0, n);
      } else {
        for (int t = masks.first; t < Math.min(masks.end, outputs.length); t++) {
          rows[t * batch.size() + n] = output(outputs[t], masks, t - masks.first, n);
        }
      }
    }
    return rows;
  }

  private double[] output(double[] values, Masks masks, int step, int n) {
    double[] dropped = masks.apply(values, spec.recurrent().layers(), step, n);
    return weights.linear(spec.outputWeightName(), dropped, "output.bias");
  }

  /** The last layer's outputs, (length, H·directions); the state moves on. */
  private double[][] read(State state, Batch batch, int n, Masks masks) {
    double[][] x = embed(batch, n); // (length, D)
    for (int layer = 0; layer < spec.recurrent().layers(); layer++) {
      for (int t = 0; t < x.length; t++) {
        x[t] = masks.apply(x[t], layer, t, n);
      }
      x = layer(x, layer, state);
    }
    return x;
  }

  private double[][] embed(Batch batch, int n) {
    double[][] x = new double[batch.lengths()[n]][spec.inputSize()];
    int from = 0;
    for (int c = 0; c < spec.embeddings().size(); c++) {
      EmbeddingTable table = spec.embeddings().get(c);
      for (int t = 0; t < x.length; t++) {
        int id = batch.channels().get(c)[t * batch.size() + n];
        System.arraycopy(weights.look(table, id), 0, x[t], from, table.dimension());
      }
      from += table.dimension();
    }
    Batch.Words words = batch.words();
    for (int t = 0; words != null && t < x.length; t++) {
      double[] vector = weights.spell(words.characters()[words.ids()[t * batch.size() + n]]);
      System.arraycopy(vector, 0, x[t], from, vector.length);
    }
    return x;
  }

  private double[][] layer(double[][] x, int layer, State state) {
    int units = spec.recurrent().units();
    double[][] y = new double[x.length][spec.recurrent().outputSize()];
    for (int direction = 0; direction < spec.recurrent().directions(); direction++) {
      double[] h = direction == 0 ? state.h[layer] : new double[units];
      double[] c = direction == 0 ? state.c[layer] : new double[units];
      for (int i = 0; i < x.length; i++) {
        int t = direction == 0 ? i : x.length - 1 - i;
        h = weights.cell(x[t], h, c, NetworkSpec.suffix(layer, direction));
        System.arraycopy(h, 0, y[t], direction * units, units);
      }
      if (direction == 0) {
        state.h[layer] = h;
      }
    }
    return y;
  }

  private double[] pool(double[][] x, Pooling pooling) {
    int units = spec.recurrent().units();
    double[] pooled = new double[spec.recurrent().outputSize()];
    for (int k = 0; k < pooled.length; k++) {
      double greatest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (double[] state : x) {
        greatest = Math.max(greatest, state[k]);
        sum += state[k];
      }
      pooled[k] =
          switch (pooling) {
            case LAST -> x[k < units ? x.length - 1 : 0][k];
            case MAX -> greatest;
            case MEAN -> sum / x.length;
          };
    }
    return pooled;
  }

  /** The dropout masks of a batch's pass, by place. */
  private final class Masks {
    private final float[] @Nullable [] byPlace = new float[spec.recurrent().layers() + 1][];
    private final int size;
    private final int first; // the first step with logits
    private final int end; // the step after the last

    Masks(@Nullable Dropout dropout, Batch batch, int first, int end) {
      this.size = batch.size();
      this.first = first;
      this.end = end;
      for (int place = 0; dropout != null && place < byPlace.length; place++) {
        if (rate(place) > 0) {
          int width = place == 0 ? spec.inputSize() : spec.recurrent().outputSize();
          byPlace[place] =
              DropoutMask.of(
                  (isSameEachStep(place) ? 1 : steps(place, batch)) * size * width,
                  rate(place),
                  dropout.seed(),
                  dropout.step(),
                  place);
        }
      }
    }

    private boolean isHead(int place) {
      return place == byPlace.length - 1;
    }

    private boolean isSameEachStep(int place) {
      return spec.sameDropoutEachStep() && (spec.isPerStep() || !isHead(place));
    }

    private int steps(int place, Batch batch) {
      return !isHead(place) ? batch.steps() : spec.isPerStep() ? end - first : 1;
    }

    private double rate(int place) {
      return isHead(place)
          ? spec.outputDropout()
          : place == 0 ? spec.inputDropout() : spec.recurrent().dropoutBetweenLayers();
    }

    /** The values of sequence n at a step after the dropout at this place. */
    double[] apply(double[] values, int place, int step, int n) {
      float[] mask = byPlace[place];
      if (mask == null) {
        return values;
      }
      int from = ((isSameEachStep(place) ? 0 : step) * size + n) * values.length;
      double[] dropped = new double[values.length];
      for (int k = 0; k < values.length; k++) {
        dropped[k] = values[k] * mask[from + k];
      }
      return dropped;
    }
  }
}
