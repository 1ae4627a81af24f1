package io.github.ginestra.backend.java;

import java.util.Arrays;
import java.util.List;

/** Input in rows of floats, (rows, D), in the order of the text. */
final class RowInput implements LayerInput {
  private final Products products;
  private final List<DirectionTraining> directions;
  private final int width; // D
  private final boolean wanted;
  private final Rows inputRows;
  private final Rows gradientRows;
  private float[][] inputs = {};
  private float[][] gradients = {};
  private final float[][][] inOrder; // by direction, the inputs as it reads them
  private final float[][][] gradientsInOrder;
  private BatchRows rows = BatchRows.NONE;

  /**
   * For the directions of one layer.
   *
   * @param wanted whether anybody wants the gradients of the input
   */
  RowInput(Products products, List<DirectionTraining> directions, int width, boolean wanted) {
    this.products = products;
    this.directions = directions;
    this.width = width;
    this.wanted = wanted;
    inputRows = new Rows(width);
    gradientRows = new Rows(width);
    inOrder = new float[directions.size()][0][];
    gradientsInOrder = new float[directions.size()][0][];
    if (wanted) {
      directions.forEach(direction -> direction.input().keepTurned());
    }
  }

  /** Makes room for a batch. */
  void begin(BatchRows batch) {
    rows = batch;
    inputs = inputRows.get(batch.count());
    gradients = gradientRows.get(wanted ? batch.count() : 0);
    inOrder[0] = inputs;
    gradientsInOrder[0] = gradients;
    if (directions.size() > 1) {
      inOrder[1] = mirrored(inputs, inOrder[1]);
      gradientsInOrder[1] = wanted ? mirrored(gradients, gradientsInOrder[1]) : gradients;
    }
  }

  private float[][] mirrored(float[][] from, float[][] room) {
    float[][] to = room.length < rows.count() ? new float[rows.count()][] : room;
    for (int t = 0, row = 0; t < rows.steps(); t++) {
      for (int lane = 0; lane < rows.running(t); lane++, row++) {
        to[row] = from[rows.mirrored(t, lane)];
      }
    }
    return to;
  }

  /** The rows themselves. */
  float[][] inputs() {
    return inputs;
  }

  /** Their gradients, if these are wanted. */
  float[][] gradients() {
    return gradients;
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    for (int d = 0; d < directions.size(); d++) {
      DirectionTraining direction = directions.get(d);
      float[][] gates = direction.gateRows();
      for (int t = 0; t < rows.steps(); t++) {
        int first = rows.row(t, from);
        int count = Math.min(to, rows.running(t)) - from;
        for (int row = first; row < first + count; row++) {
          System.arraycopy(direction.bias(), 0, gates[row], 0, direction.gates());
        }
        products.add(
            gates,
            first,
            inOrder[d],
            first,
            count,
            direction.input().values(),
            width,
            direction.gates());
      }
    }
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    if (!wanted) {
      return;
    }
    for (int t = 0; t < rows.steps(); t++) {
      int end = rows.first(t) + Math.min(to, rows.running(t));
      for (int row = rows.row(t, from); row < end; row++) {
        Arrays.fill(gradients[row], 0);
      }
    }
    for (int d = 0; d < directions.size(); d++) {
      DirectionTraining direction = directions.get(d);
      for (int t = 0; t < rows.steps(); t++) {
        int first = rows.row(t, from);
        int count = Math.min(to, rows.running(t)) - from;
        products.add(
            gradientsInOrder[d],
            first,
            direction.gateRows(),
            first,
            count,
            direction.input().turned(),
            direction.gates(),
            width);
      }
    }
  }

  @Override
  public void addGradientTasks(Team team) {
    for (int d = 0; d < directions.size(); d++) {
      DirectionTraining direction = directions.get(d);
      float[][] read = inOrder[d];
      team.addParts(
          width,
          (from, to) ->
              products.addTransposed(
                  direction.input().gradient(),
                  from,
                  to,
                  read,
                  0,
                  direction.gateRows(),
                  0,
                  rows.count(),
                  direction.gates()));
    }
  }
}
