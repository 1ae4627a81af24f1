package io.github.ginestra.backend.contract;

import io.github.ginestra.spi.DropoutMask;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The network in plain Java doubles, one text and one step at a time: slow, and easy to check by
 * reading.
 */
public final class Oracle {
  private final NetworkSpec spec;
  private final Map<String, double[]> weights = new LinkedHashMap<>();

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
    for (String name : weights.names()) {
      this.weights.put(name, toDoubles(weights.get(name).values()));
    }
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
      sum += count * crossEntropy(logits[n], labels[n]);
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
    Map<String, double[]> gradients = new LinkedHashMap<>();
    weights.forEach(
        (name, values) -> {
          if (!isFrozen(name)) {
            double[] gradient = new double[values.length];
            for (int i = 0; i < values.length; i++) {
              gradient[i] = difference(values, i, batch, dropoutSeed, dropoutStep);
            }
            gradients.put(name, gradient);
          }
        });
    return gradients;
  }

  private double difference(
      double[] values, int i, EncodedBatch batch, long dropoutSeed, long dropoutStep) {
    double h = 1e-5;
    double before = values[i];
    values[i] = before + h;
    double above = loss(batch, dropoutSeed, dropoutStep);
    values[i] = before - h;
    double below = loss(batch, dropoutSeed, dropoutStep);
    values[i] = before;
    return (above - below) / (2 * h);
  }

  private boolean isFrozen(String name) {
    return spec.embeddings().stream()
        .anyMatch(table -> !table.trainable() && table.weightName().equals(name));
  }

  /**
   * The weights themselves, which a test may move.
   *
   * @return name → values in the weight's own layout; changes show in later answers
   */
  public Map<String, double[]> weights() {
    return weights;
  }

  /**
   * The weights as a backend takes them.
   *
   * @return a copy, rounded to floats
   */
  public Weights toWeights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach(
            (name, shape) -> {
              double[] values = weight(name);
              float[] floats = new float[values.length];
              for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
              }
              tensors.put(name, new Tensor(shape, floats));
            });
    return Weights.of(tensors);
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
    return plus(times(weight("output.weight"), pooled), weight("output.bias"));
  }

  private double[][] embed(EncodedBatch batch, int n) {
    double[][] x = new double[batch.lengths()[n]][spec.inputSize()];
    int from = 0;
    for (int c = 0; c < spec.embeddings().size(); c++) {
      EmbeddingTable table = spec.embeddings().get(c);
      for (int t = 0; t < x.length; t++) {
        int id = batch.channels().get(c)[t * batch.size() + n];
        System.arraycopy(
            weight(table.weightName()), id * table.dimension(), x[t], from, table.dimension());
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
        h = cell(x[t], h, c, NetworkSpec.suffix(layer, direction));
        System.arraycopy(h, 0, y[t], direction * units, units);
      }
    }
    return y;
  }

  /** One step of the cell: the new h is returned, c moves on in place. */
  private double[] cell(double[] x, double[] h, double[] c, String suffix) {
    double[] input =
        plus(
            times(weight("recurrent.weight_ih" + suffix), x), weight("recurrent.bias_ih" + suffix));
    double[] hidden =
        plus(
            times(weight("recurrent.weight_hh" + suffix), h), weight("recurrent.bias_hh" + suffix));
    return switch (spec.recurrent().cell()) {
      case SIMPLE -> simple(input, hidden);
      case GRU -> gru(input, hidden, h);
      case LSTM -> lstm(plus(input, hidden), c);
    };
  }

  private static double[] simple(double[] input, double[] hidden) {
    double[] h = plus(input, hidden);
    for (int u = 0; u < h.length; u++) {
      h[u] = Math.tanh(h[u]);
    }
    return h;
  }

  private static double[] gru(double[] input, double[] hidden, double[] before) {
    int units = before.length;
    double[] h = new double[units];
    for (int u = 0; u < units; u++) {
      double r = sigmoid(input[u] + hidden[u]);
      double z = sigmoid(input[units + u] + hidden[units + u]);
      double candidate = Math.tanh(input[2 * units + u] + r * hidden[2 * units + u]);
      h[u] = (1 - z) * candidate + z * before[u];
    }
    return h;
  }

  private static double[] lstm(double[] gates, double[] c) {
    int units = c.length;
    double[] h = new double[units];
    for (int u = 0; u < units; u++) {
      double i = sigmoid(gates[u]);
      double f = sigmoid(gates[units + u]);
      double g = Math.tanh(gates[2 * units + u]);
      double o = sigmoid(gates[3 * units + u]);
      c[u] = f * c[u] + i * g;
      h[u] = o * Math.tanh(c[u]);
    }
    return h;
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

  private double[] weight(String name) {
    double[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no weight " + name);
    }
    return values;
  }

  private static double crossEntropy(double[] logits, int label) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    return greatest + Math.log(sum) - logits[label];
  }

  /** A matrix (rows, columns), row after row, times a vector (columns). */
  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[matrix.length / vector.length];
    for (int row = 0; row < product.length; row++) {
      for (int column = 0; column < vector.length; column++) {
        product[row] += matrix[row * vector.length + column] * vector[column];
      }
    }
    return product;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
