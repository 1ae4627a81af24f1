package io.github.ginestra.backend.java;

import io.github.ginestra.network.DropoutMask;
import org.jspecify.annotations.Nullable;

/**
 * The dropouts of one pass, applied row by row: each row's part of a {@link DropoutMask} is
 * computed where it is needed, on the way there and on the way back, and padding costs nothing.
 *
 * @param seed the training's seed
 * @param batch the number of the batch, from 0
 * @param size N
 * @param sameEachStep whether a sequence's masks are the same at each step
 */
record RowDropout(long seed, long batch, int size, boolean sameEachStep) {

  /**
   * Multiplies a row with its part of a mask whose values stand in the order (T, N, width).
   *
   * @param dropout the pass's dropout, or null to drop nothing
   * @param step the step, counted from the first that the mask has
   * @param sequence which of the N
   */
  static void apply(
      @Nullable RowDropout dropout,
      float[] row,
      int width,
      double rate,
      int place,
      int step,
      int sequence,
      Scratch scratch) {
    if (dropout != null && rate > 0) {
      float[] mask = scratch.mask(width);
      dropout.fill(mask, width, rate, place, step, sequence);
      multiply(row, mask, width);
    }
  }

  private void fill(float[] mask, int width, double rate, int place, int step, int sequence) {
    long first = ((sameEachStep ? 0 : (long) step * size) + sequence) * width;
    DropoutMask.fill(mask, width, first, rate, seed, batch, place);
  }

  /** The value of a row's mask at one index; 1 if nothing is dropped. */
  static float at(
      @Nullable RowDropout dropout,
      int index,
      int width,
      double rate,
      int place,
      int step,
      int sequence,
      Scratch scratch) {
    if (dropout == null || rate == 0) {
      return 1;
    }
    float[] mask = scratch.mask(1);
    long row = (dropout.sameEachStep ? 0 : (long) step * dropout.size) + sequence;
    DropoutMask.fill(mask, 1, row * width + index, rate, dropout.seed, dropout.batch, place);
    return mask[0];
  }

  private static void multiply(float[] row, float[] mask, int width) {
    for (int j = 0; j < width; j++) {
      row[j] *= mask[j];
    }
  }
}
