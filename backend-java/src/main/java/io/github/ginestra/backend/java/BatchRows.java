package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import java.util.Arrays;

/**
 * Where the tokens of a batch stand in a training's scratch: no padding. The sequences are sorted,
 * the longest first; each has a lane. The rows of a step follow each other lane by lane, as far as
 * sequences reach so far, then come those of the next step.
 *
 * <p>A direction's rows are in the order in which it reads: row (t, lane) of the backward direction
 * is the token t places before the lane's last one, whose row in the order of the text is its
 * {@linkplain #mirrored mirrored} row.
 */
final class BatchRows {
  /** Those of no batch. */
  static final BatchRows NONE = new BatchRows();

  private final int[] places; // by lane: which sequence of the batch
  private final int[] lengths; // by lane
  private final int[] first; // by step, one more: the step's first row
  private final int size; // N of the batch

  private BatchRows() {
    places = new int[0];
    lengths = new int[0];
    first = new int[1];
    size = 0;
  }

  BatchRows(Batch batch) {
    places = JavaNetwork.longestFirst(batch);
    size = batch.size();
    lengths = new int[size];
    first = new int[batch.steps() + 1];
    for (int lane = 0; lane < size; lane++) {
      lengths[lane] = batch.lengths()[places[lane]];
    }
    for (int t = 0, running = size; t < batch.steps(); t++) {
      while (lengths[running - 1] <= t) {
        running--;
      }
      first[t + 1] = first[t] + running;
    }
  }

  /** How many sequences there are. */
  int lanes() {
    return size;
  }

  /** How many steps the longest sequence has. */
  int steps() {
    return first.length - 1;
  }

  /** How many tokens there are. */
  int count() {
    return first[steps()];
  }

  /** How many tokens the steps before this one have. */
  int first(int step) {
    return first[step];
  }

  /** The step of a row. */
  int step(int row) {
    int at = Arrays.binarySearch(first, row);
    return at >= 0 ? at : -at - 2;
  }

  int row(int step, int lane) {
    return first[step] + lane;
  }

  /** How many sequences have a token at this step. */
  int running(int step) {
    return first[step + 1] - first[step];
  }

  int length(int lane) {
    return lengths[lane];
  }

  /** Which sequence of the batch has this lane. */
  int place(int lane) {
    return places[lane];
  }

  /** The index of a token in the batch's arrays, (T, N). */
  int index(int step, int lane) {
    return step * size + places[lane];
  }

  /** The row of the token that the other direction reads at this step. */
  int mirrored(int step, int lane) {
    return first[lengths[lane] - 1 - step] + lane;
  }
}
