package io.github.ginestra.backend.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One recurrent layer in training: its input and its directions. */
final class LayerTraining {
  private final int units; // H
  private final LayerInput input;
  private final List<DirectionTraining> directions;
  private final List<Rows> aboveRows = new ArrayList<>();
  private final float[][][] above; // by direction, (rows, H)
  private BatchRows rows = BatchRows.NONE;

  LayerTraining(int units, LayerInput input, List<DirectionTraining> directions) {
    this.units = units;
    this.input = input;
    this.directions = directions;
    above = new float[directions.size()][0][];
    for (int d = 0; d < directions.size(); d++) {
      aboveRows.add(new Rows(units));
    }
  }

  List<DirectionTraining> directions() {
    return directions;
  }

  /** Makes room for a batch. */
  void begin(BatchRows batch, LaneStates before) {
    rows = batch;
    for (int d = 0; d < directions.size(); d++) {
      directions.get(d).begin(batch, before);
      above[d] = aboveRows.get(d).get(batch.count());
    }
  }

  void forward(int from, int to, Scratch scratch) {
    input.forward(from, to, scratch);
    for (DirectionTraining direction : directions) {
      direction.forward(from, to, scratch);
    }
  }

  /** Goes back, when the gradients of the outputs are known. */
  void backward(int from, int to, Scratch scratch) {
    for (int d = 0; d < directions.size(); d++) {
      directions.get(d).backward(from, to, above[d], scratch);
    }
    input.backward(from, to, scratch);
  }

  void addGradientTasks(Team team) {
    for (DirectionTraining direction : directions) {
      direction.addGradientTasks(team);
    }
    input.addGradientTasks(team);
  }

  /** The row of the token in the order in which the direction reads. */
  int row(int direction, int step, int lane) {
    return direction == 0 ? rows.row(step, lane) : rows.mirrored(step, lane);
  }

  /** Copies the output at a token, all directions side by side, (H·directions). */
  void copyOutput(int step, int lane, float[] to) {
    for (int d = 0; d < directions.size(); d++) {
      float[] hidden = directions.get(d).hiddenRows()[row(d, step, lane)];
      System.arraycopy(hidden, 0, to, d * units, units);
    }
  }

  /** Takes the gradient of the output at a token, (H·directions). */
  void takeGradient(int step, int lane, float[] from) {
    for (int d = 0; d < directions.size(); d++) {
      System.arraycopy(from, d * units, above[d][row(d, step, lane)], 0, units);
    }
  }

  /** Sets the gradients of the outputs of a lane's tokens to zero, before some are added. */
  void clearGradients(int step, int lane) {
    for (float[][] gradients : above) {
      Arrays.fill(gradients[rows.row(step, lane)], 0);
    }
  }

  /** The gradients of one direction's hidden states from above, by row, (H). */
  float[][] above(int direction) {
    return above[direction];
  }
}
