package io.github.ginestra.backend.java;

import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A pooled head in training. */
final class PooledTraining implements HeadTraining {
  /** Times itself, greater than 1 even if it is multiplied with the least float above zero. */
  private static final float HUGE = 1e30f;

  private final Pooling pooling;
  private final LayerTraining layer;
  private final OutputTraining output;
  private final int units; // H
  private final int width; // H·directions
  private final double rate;
  private final int place;
  private final Rows pooledRows;
  private final Rows gradientRows;
  private final Rows logitRows;
  private final Rows logitGradientRows;
  private final Rows peakRows;
  private float[][] peaks = {}; // (lanes, H·directions): with MAX, what was pooled
  private float[][] pooled = {};
  private float[][] pooledGradients = {};
  private float[][] logits = {};
  private float[][] logitGradients = {};
  private BatchRows rows = BatchRows.NONE;
  private @Nullable RowDropout dropout;

  PooledTraining(
      Pooling pooling, LayerTraining layer, OutputTraining output, double rate, int place) {
    this.pooling = pooling;
    this.layer = layer;
    this.output = output;
    this.rate = rate;
    this.place = place;
    width = output.width();
    units = width / layer.directions().size();
    pooledRows = new Rows(width);
    peakRows = new Rows(width);
    gradientRows = new Rows(width);
    logitRows = new Rows(output.outputs());
    logitGradientRows = new Rows(output.outputs());
  }

  @Override
  public void begin(BatchRows batch, int firstStep, int endStep, @Nullable RowDropout drops) {
    rows = batch;
    dropout = drops;
    pooled = pooledRows.get(batch.lanes());
    pooledGradients = gradientRows.get(batch.lanes());
    logits = logitRows.get(batch.lanes());
    logitGradients = logitGradientRows.get(batch.lanes());
    peaks = peakRows.get(pooling == Pooling.MAX ? batch.lanes() : 0);
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    for (int lane = from; lane < to; lane++) {
      for (int d = 0; d < layer.directions().size(); d++) {
        pool(layer.directions().get(d).hiddenRows(), d * units, lane, scratch);
      }
      if (pooling == Pooling.MAX) {
        System.arraycopy(pooled[lane], 0, peaks[lane], 0, width);
      }
      drop(pooled[lane], lane, scratch);
    }
    output.forward(pooled, logits, from, to - from);
  }

  private void drop(float[] row, int lane, Scratch scratch) {
    RowDropout.apply(dropout, row, width, rate, place, 0, rows.place(lane), scratch);
  }

  private void pool(float[][] hidden, int at, int lane, Scratch scratch) {
    float[] to = pooled[lane];
    switch (pooling) {
      case LAST -> System.arraycopy(hidden[last(lane)], 0, to, at, units);
      case MAX -> poolGreatest(hidden, at, lane, scratch.first);
      case MEAN -> {
        Arrays.fill(to, at, at + units, 0);
        for (int t = 0; t < rows.length(lane); t++) {
          float[] h = hidden[rows.row(t, lane)];
          for (int j = 0; j < units; j++) {
            to[at + j] += h[j];
          }
        }
        for (int j = at; j < at + units; j++) {
          to[j] *= 1f / rows.length(lane);
        }
      }
    }
  }

  private int last(int lane) {
    return rows.row(rows.length(lane) - 1, lane);
  }

  private void poolGreatest(float[][] hidden, int at, int lane, float[] scratch) {
    System.arraycopy(hidden[rows.row(0, lane)], 0, scratch, 0, units);
    for (int t = 1; t < rows.length(lane); t++) {
      raise(scratch, hidden[rows.row(t, lane)], units);
    }
    System.arraycopy(scratch, 0, pooled[lane], at, units);
  }

  private static void raise(float[] greatest, float[] h, int units) {
    for (int j = 0; j < units; j++) {
      greatest[j] = Math.max(greatest[j], h[j]);
    }
  }

  @Override
  public float[][] logits() {
    float[][] byPlace = new float[rows.lanes()][];
    for (int lane = 0; lane < rows.lanes(); lane++) {
      byPlace[rows.place(lane)] = Arrays.copyOf(logits[lane], output.outputs());
    }
    return byPlace;
  }

  @Override
  public double loss(Loss loss, Targets targets, float share, Team team) {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY
        ? crossEntropy(targets, share)
        : computed(loss, targets, share);
  }

  private double crossEntropy(Targets targets, float share) {
    double total = targets.weight();
    double sum = 0;
    for (int lane = 0; lane < rows.lanes(); lane++) {
      int index = rows.place(lane);
      double weight = targets.weight(index) / total;
      sum +=
          weight
              * SoftmaxRow.gradient(
                  logits[lane],
                  output.outputs(),
                  targets.ids()[index],
                  (float) (share * weight),
                  logitGradients[lane]);
    }
    return sum;
  }

  private double computed(Loss loss, Targets targets, float share) {
    int outputs = output.outputs();
    float[] flat = new float[rows.lanes() * outputs];
    float[] gradient = new float[flat.length];
    for (int lane = 0; lane < rows.lanes(); lane++) {
      System.arraycopy(logits[lane], 0, flat, rows.place(lane) * outputs, outputs);
    }
    double value = loss.gradient(flat, targets, gradient);
    for (int lane = 0; lane < rows.lanes(); lane++) {
      for (int l = 0; l < outputs; l++) {
        logitGradients[lane][l] = share * gradient[rows.place(lane) * outputs + l];
      }
    }
    return value;
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    for (int lane = from; lane < to; lane++) {
      Arrays.fill(pooledGradients[lane], 0);
      for (int t = 0; pooling == Pooling.LAST && t < rows.length(lane); t++) {
        layer.clearGradients(t, lane);
      }
    }
    output.backward(pooledGradients, logitGradients, from, to - from);
    for (int lane = from; lane < to; lane++) {
      drop(pooledGradients[lane], lane, scratch);
      for (int d = 0; d < layer.directions().size(); d++) {
        spread(layer.directions().get(d).hiddenRows(), layer.above(d), d * units, lane, scratch);
      }
    }
  }

  private void spread(float[][] hidden, float[][] above, int at, int lane, Scratch scratch) {
    float[] gradient = pooledGradients[lane];
    switch (pooling) {
      case LAST -> System.arraycopy(gradient, at, above[last(lane)], 0, units);
      case MAX -> spreadToPeaks(hidden, above, at, lane, scratch);
      case MEAN -> {
        float part = 1f / rows.length(lane);
        for (int t = 0; t < rows.length(lane); t++) {
          float[] to = above[rows.row(t, lane)];
          for (int j = 0; j < units; j++) {
            to[j] = part * gradient[at + j];
          }
        }
      }
    }
  }

  /** Each gradient goes to the first step that has the greatest value. */
  private void spreadToPeaks(float[][] hidden, float[][] above, int at, int lane, Scratch s) {
    System.arraycopy(pooledGradients[lane], at, s.first, 0, units);
    System.arraycopy(peaks[lane], at, s.second, 0, units);
    for (int t = 0; t < rows.length(lane); t++) {
      int row = rows.row(t, lane);
      spend(s.first, s.second, hidden[row], above[row], units);
    }
  }

  /**
   * Hands over the gradients whose peak is here, and keeps the others for later steps. There is no
   * branch: a value below its peak is so by more than nothing, which {@link #HUGE}, twice, makes at
   * least 1.
   */
  private static void spend(float[] left, float[] peak, float[] h, float[] to, int units) {
    for (int j = 0; j < units; j++) {
      to[j] = left[j] * (1 - Math.min(1, (peak[j] - h[j]) * HUGE * HUGE));
    }
    for (int j = 0; j < units; j++) {
      left[j] -= to[j];
    }
  }

  @Override
  public void addGradientTasks(Team team) {
    output.addGradientTasks(team, pooled, logitGradients, 0, rows.lanes());
  }
}
