package io.github.ginestra;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.TrainingState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The arithmetic of {@link BagBackend}: logits = W · (mean of the vectors) + b, and Adam. */
public final class Bag {
  private static final String MEAN = "mean.";
  private static final String VARIANCE = "variance.";

  private final NetworkSpec spec;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, float[]> means = new HashMap<>();
  private final Map<String, float[]> squares = new HashMap<>();
  private long steps;

  Bag(NetworkSpec spec, Weights weights) {
    this.spec = spec;
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      this.weights.put(name, new Tensor(tensor.shape(), tensor.values().clone()));
    }
  }

  public Weights weights() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    weights.forEach((name, t) -> copy.put(name, new Tensor(t.shape(), t.values().clone())));
    return Weights.of(copy);
  }

  private float[] values(String name) {
    return Objects.requireNonNull(weights.get(name)).values();
  }

  /**
   * Calls back for each value of the mean that is looked at: its place, and where it comes from.
   */
  private interface Place {
    void visit(int column, String table, int index);
  }

  private void visit(Batch batch, int n, Place place) {
    int column = 0;
    for (int c = 0; c < spec.embeddings().size(); c++) {
      EmbeddingTable table = spec.embeddings().get(c);
      for (int d = 0; d < table.dimension(); d++, column++) {
        for (int t = 0; t < batch.lengths()[n] && column < columns(); t++) {
          int id = batch.channels().get(c)[t * batch.size() + n];
          place.visit(column, table.weightName(), id * table.dimension() + d);
        }
      }
    }
  }

  /** How many columns the output layer has. */
  private int columns() {
    return spec.recurrent().outputSize();
  }

  private double[] mean(Batch batch, int n) {
    double[] mean = new double[columns()];
    visit(
        batch,
        n,
        (column, table, index) ->
            mean[column] += values(table)[index] / (double) batch.lengths()[n]);
    return mean;
  }

  public float[][] score(Batch batch) {
    float[][] logits = new float[batch.size()][spec.outputs()];
    for (int n = 0; n < batch.size(); n++) {
      double[] mean = mean(batch, n);
      for (int l = 0; l < spec.outputs(); l++) {
        double sum = values("output.bias")[l];
        for (int h = 0; h < mean.length; h++) {
          sum += values("output.weight")[l * mean.length + h] * mean[h];
        }
        logits[n][l] = (float) sum;
      }
    }
    return logits;
  }

  /** Goes on from a state. */
  Bag(NetworkSpec spec, TrainingState state) {
    this(spec, state.weights());
    steps = state.steps();
    for (String name : state.moments().names()) {
      Map<String, float[]> moments = name.startsWith(MEAN) ? means : squares;
      String weight = name.substring(name.indexOf('.') + 1);
      moments.put(weight, state.moments().get(name).values().clone());
    }
  }

  public TrainingState state(long batches) {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    means.forEach((name, mean) -> moments.put(MEAN + name, tensor(name, mean)));
    squares.forEach((name, square) -> moments.put(VARIANCE + name, tensor(name, square)));
    return new TrainingState(steps, batches, weights(), Weights.of(moments), Weights.of(Map.of()));
  }

  private Tensor tensor(String name, float[] values) {
    return new Tensor(Objects.requireNonNull(weights.get(name)).shape(), values.clone());
  }

  public double step(List<Batch> batches, Loss loss, double learningRate) {
    Map<String, double[]> gradients = new HashMap<>();
    weights.forEach((name, tensor) -> gradients.put(name, new double[tensor.values().length]));
    double total = batches.stream().mapToDouble(batch -> spec.checkTargets(batch).weight()).sum();
    double sum = 0;
    for (Batch batch : batches) {
      double share = spec.checkTargets(batch).weight() / total;
      sum += share * collect(batch, loss, share, gradients);
    }
    steps++;
    gradients.forEach((name, gradient) -> move(name, gradient, learningRate));
    return sum;
  }

  private double collect(Batch batch, Loss loss, double share, Map<String, double[]> gradients) {
    float[] logits = new float[batch.size() * spec.outputs()];
    float[][] rows = score(batch);
    for (int n = 0; n < rows.length; n++) {
      System.arraycopy(rows[n], 0, logits, n * spec.outputs(), spec.outputs());
    }
    float[] slopes = new float[logits.length];
    double value = loss.gradient(logits, spec.checkTargets(batch), slopes);
    for (int i = 0; i < slopes.length; i++) {
      backward(batch, i / spec.outputs(), i % spec.outputs(), share * slopes[i], gradients);
    }
    return value;
  }

  private void backward(
      Batch batch, int n, int label, double slope, Map<String, double[]> gradients) {
    double[] mean = mean(batch, n);
    for (int h = 0; h < mean.length; h++) {
      Objects.requireNonNull(gradients.get("output.weight"))[label * mean.length + h] +=
          slope * mean[h];
    }
    Objects.requireNonNull(gradients.get("output.bias"))[label] += slope;
    float[] output = values("output.weight");
    visit(
        batch,
        n,
        (column, table, index) ->
            Objects.requireNonNull(gradients.get(table))[index] +=
                slope * output[label * columns() + column] / batch.lengths()[n]);
  }

  private void move(String name, double[] gradient, double learningRate) {
    boolean frozen =
        spec.embeddings().stream().anyMatch(t -> t.weightName().equals(name) && !t.trainable());
    if (frozen || Arrays.stream(gradient).allMatch(g -> g == 0)) {
      return;
    }
    float[] mean = means.computeIfAbsent(name, n -> new float[gradient.length]);
    float[] square = squares.computeIfAbsent(name, n -> new float[gradient.length]);
    float[] values = values(name);
    for (int i = 0; i < gradient.length; i++) {
      mean[i] = (float) (0.9 * mean[i] + 0.1 * gradient[i]);
      square[i] = (float) (0.999 * square[i] + 0.001 * gradient[i] * gradient[i]);
      double first = mean[i] / (1 - Math.pow(0.9, (double) steps));
      double second = square[i] / (1 - Math.pow(0.999, (double) steps));
      values[i] -= (float) (learningRate * first / (Math.sqrt(second) + 1e-8));
    }
  }
}
