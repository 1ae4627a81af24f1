package io.github.ginestra.backend.java;

import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A head at each step in training. */
final class StepTraining implements HeadTraining {
  private static final float[] PADDING = {};

  /** How many rows' losses one task computes. */
  private static final int ROWS_A_TASK = 128;

  private final LayerTraining layer;
  private final OutputTraining output;
  private final int width; // H·directions
  private final double rate;
  private final int place;
  private final Rows inputRows;
  private final Rows gradientRows;
  private final Rows logitRows;
  private final Rows logitGradientRows;
  private float[][] inputs = {};
  private float[][] inputGradients = {};
  private float[][] logits = {};
  private float[][] logitGradients = {};
  private double[] losses = {};
  private BatchRows rows = BatchRows.NONE;
  private int firstStep;
  private int endStep;
  private @Nullable RowDropout dropout;

  StepTraining(LayerTraining layer, OutputTraining output, double rate, int place) {
    this.layer = layer;
    this.output = output;
    this.rate = rate;
    this.place = place;
    width = output.width();
    inputRows = new Rows(width);
    gradientRows = new Rows(width);
    logitRows = new Rows(output.outputs());
    logitGradientRows = new Rows(output.outputs());
  }

  @Override
  public void begin(BatchRows batch, int first, int end, @Nullable RowDropout drops) {
    rows = batch;
    firstStep = first;
    endStep = end;
    dropout = drops;
    inputs = inputRows.get(batch.count());
    inputGradients = gradientRows.get(batch.count());
    logits = logitRows.get(batch.count());
    logitGradients = logitGradientRows.get(batch.count());
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    for (int t = firstStep; t < endStep; t++) {
      int end = Math.min(to, rows.running(t));
      for (int lane = from; lane < end; lane++) {
        float[] input = inputs[rows.row(t, lane)];
        layer.copyOutput(t, lane, input);
        drop(input, t, lane, scratch);
      }
      output.forward(inputs, logits, rows.row(t, from), Math.max(0, end - from));
    }
  }

  private void drop(float[] row, int step, int lane, Scratch scratch) {
    RowDropout.apply(dropout, row, width, rate, place, step - firstStep, rows.place(lane), scratch);
  }

  @Override
  public float[][] logits() {
    float[][] byPlace = new float[rows.steps() * rows.lanes()][];
    Arrays.fill(byPlace, PADDING);
    for (int t = 0; t < rows.steps(); t++) {
      for (int lane = 0; lane < rows.running(t); lane++) {
        byPlace[rows.index(t, lane)] = Arrays.copyOf(logits[rows.row(t, lane)], output.outputs());
      }
    }
    return byPlace;
  }

  @Override
  public double loss(Loss loss, Targets targets, float share, Team team) {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY
        ? crossEntropy(targets, share, team)
        : computed(loss, targets, share);
  }

  /** The cross-entropy, each row for itself; the rows' losses are added in their order. */
  private double crossEntropy(Targets targets, float share, Team team) {
    int first = rows.first(firstStep);
    int count = rows.first(endStep) - first;
    if (losses.length < count) {
      losses = new double[count];
    }
    double total = targets.weight();
    team.addParts(
        count,
        ROWS_A_TASK,
        (from, to) -> {
          for (int row = first + from; row < first + to; row++) {
            losses[row - first] = crossEntropy(targets, total, share, row);
          }
        });
    team.run();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += losses[i];
    }
    return sum;
  }

  private double crossEntropy(Targets targets, double total, float share, int row) {
    int step = rows.step(row);
    int index = rows.index(step, row - rows.first(step));
    if (!targets.isCounted(index)) {
      Arrays.fill(logitGradients[row], 0);
      return 0;
    }
    double weight = targets.weight(index) / total;
    return weight
        * SoftmaxRow.gradient(
            logits[row],
            output.outputs(),
            targets.ids()[index],
            (float) (share * weight),
            logitGradients[row]);
  }

  private double computed(Loss loss, Targets targets, float share) {
    int outputs = output.outputs();
    Targets answered = targets.steps(firstStep, endStep);
    float[] flat = new float[answered.rows() * outputs];
    float[] gradient = new float[flat.length];
    for (int t = firstStep; t < endStep; t++) {
      for (int lane = 0; lane < rows.running(t); lane++) {
        int at = (rows.index(t, lane) - firstStep * rows.lanes()) * outputs;
        System.arraycopy(logits[rows.row(t, lane)], 0, flat, at, outputs);
      }
    }
    double value = loss.gradient(flat, answered, gradient);
    for (int t = firstStep; t < endStep; t++) {
      for (int lane = 0; lane < rows.running(t); lane++) {
        int at = (rows.index(t, lane) - firstStep * rows.lanes()) * outputs;
        float[] to = logitGradients[rows.row(t, lane)];
        for (int l = 0; l < outputs; l++) {
          to[l] = share * gradient[at + l];
        }
      }
    }
    return value;
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    for (int t = 0; t < rows.steps(); t++) {
      int end = Math.min(to, rows.running(t));
      if (t < firstStep || t >= endStep) {
        for (int lane = from; lane < end; lane++) {
          clear(t, lane);
        }
      } else {
        backward(t, from, end, scratch);
      }
    }
  }

  private void clear(int step, int lane) {
    float[] gradient = inputGradients[rows.row(step, lane)];
    Arrays.fill(gradient, 0);
    layer.takeGradient(step, lane, gradient);
  }

  private void backward(int step, int from, int end, Scratch scratch) {
    for (int lane = from; lane < end; lane++) {
      Arrays.fill(inputGradients[rows.row(step, lane)], 0);
    }
    output.backward(inputGradients, logitGradients, rows.row(step, from), Math.max(0, end - from));
    for (int lane = from; lane < end; lane++) {
      float[] gradient = inputGradients[rows.row(step, lane)];
      drop(gradient, step, lane, scratch);
      layer.takeGradient(step, lane, gradient);
    }
  }

  @Override
  public void addGradientTasks(Team team) {
    output.addGradientTasks(
        team, inputs, logitGradients, rows.first(firstStep), rows.first(endStep));
  }
}
