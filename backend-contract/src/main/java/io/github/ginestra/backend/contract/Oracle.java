package io.github.ginestra.backend.contract;

import io.github.ginestra.spi.DropoutMask;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.Map;

/**
 * The network in plain Java doubles, one text and one step at a time: slow, and easy to check by
 * reading.
 */
public final class Oracle {
  private final NetworkSpec spec;
  private final OracleWeights weights;

  private boolean training;
  private long seed;
  private long step;

  /**
   * Of a network.
   *
   * @param spec the network
   * @param weights its weights
   */
  public Oracle(NetworkSpec spec, Weights weights) {
    this.spec = spec;
    this.weights = new OracleWeights(spec, weights);
  }

  /**
   * The logits of a batch, without dropout.
   *
   * @param batch the texts
   * @return (N, L)
   */
  public double[][] logits(EncodedBatch batch) {
    training = false;
    return forward(batch);
  }

  /**
   * The loss of a training step.
   *
   * @param batch texts with labels
   * @param dropoutSeed the training's seed
   * @param dropoutStep the step's number, from 0
   * @return the weighted mean cross-entropy in nats
   */
  public double loss(EncodedBatch batch, long dropoutSeed, long dropoutStep) {
    training = true;
    seed = dropoutSeed;
    step = dropoutStep;
    double[][] logits = forward(batch);
    int[] labels = Fixtures.labels(batch);
    float[] counts = batch.exampleWeights();
    double sum = 0;
    double total = 0;
    for (int n = 0; n < logits.length; n++) {
      double count = counts == null ? 1 : counts[n];
      sum += count * OracleWeights.crossEntropy(logits[n], labels[n]);
      total += count;
    }
    return sum / total;
  }

  /**
   * The gradient of a training step's loss, by central differences: (loss(w + h) - loss(w - h)) /
   * 2h.
   *
   * @param batch texts with labels
   * @param dropoutSeed the training's seed
   * @param dropoutStep the step's number, from 0
   * @return for each weight that is trained, the gradient in the weight's own layout
   */
  public Map<String, double[]> gradient(EncodedBatch batch, long dropoutSeed, long dropoutStep) {
    return weights.gradient(() -> loss(batch, dropoutSeed, dropoutStep));
  }

  /**
   * The weights themselves, which a test may move.
   *
   * @return name → values in the weight's own layout; changes show in later answers
   */
  public Map<String, double[]> weights() {
    return weights.byName();
  }

  private double[][] forward(EncodedBatch batch) {
    double[][] logits = new double[batch.size()][];
    for (int n = 0; n < batch.size(); n++) {
      logits[n] = forward(batch, n);
    }
    return logits;
  }

  private double[] forward(EncodedBatch batch, int n) {
    double[][] x = embed(batch, n); // (length, D)
    drop(x, spec.inputDropout(), 0, batch, n);
    int layers = spec.recurrent().layers();
    for (int layer = 0; layer < layers; layer++) {
      if (layer > 0) {
        drop(x, spec.recurrent().dropoutBetweenLayers(), layer, batch, n);
      }
      x = layer(x, layer); // (length, H·directions)
    }
    double[] pooled = pool(x); // (H·directions)
    dropPooled(pooled, layers, batch, n);
    return weights.linear("output.weight", pooled, "output.bias");
  }

  private double[][] embed(EncodedBatch batch, int n) {
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
    return x;
  }

  private double[][] layer(double[][] x, int layer) {
    int units = spec.recurrent().units();
    double[][] y = new double[x.length][spec.recurrent().outputSize()];
    for (int direction = 0; direction < spec.recurrent().directions(); direction++) {
      double[] h = new double[units];
      double[] c = new double[units];
      for (int i = 0; i < x.length; i++) {
        int t = direction == 0 ? i : x.length - 1 - i;
        h = weights.cell(x[t], h, c, NetworkSpec.suffix(layer, direction));
        System.arraycopy(h, 0, y[t], direction * units, units);
      }
    }
    return y;
  }

  private double[] pool(double[][] x) {
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
          switch (spec.pooling()) {
            case LAST -> x[k < units ? x.length - 1 : 0][k];
            case MAX -> greatest;
            case MEAN -> sum / x.length;
          };
    }
    return pooled;
  }

  /** Drops values of a text's steps; a mask stands in the order (T, N, width). */
  private void drop(double[][] x, double rate, int place, EncodedBatch batch, int n) {
    if (!training || rate == 0) {
      return;
    }
    int width = x[0].length;
    float[] mask = DropoutMask.of(batch.steps() * batch.size() * width, rate, seed, step, place);
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < width; k++) {
        x[t][k] *= mask[(t * batch.size() + n) * width + k];
      }
    }
  }

  /** Drops pooled values; the mask stands in the order (N, H·directions). */
  private void dropPooled(double[] pooled, int place, EncodedBatch batch, int n) {
    if (!training || spec.outputDropout() == 0) {
      return;
    }
    float[] mask =
        DropoutMask.of(batch.size() * pooled.length, spec.outputDropout(), seed, step, place);
    for (int k = 0; k < pooled.length; k++) {
      pooled[k] *= mask[n * pooled.length + k];
    }
  }
}
