package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * N sequences of T tokens each, side by side, with the tokens that follow.
 *
 * <p>The arrays are not copied and must not be changed.
 *
 * @param size N, how many sequences; 1 or more
 * @param ids the tokens, (T, N): token t of sequence n stands at {@code t * N + n}; T is 1 or more
 * @param targets the token to be told after each one, (T, N); {@link #NOT_COUNTED} where none is
 * @param continued whether each sequence goes on where the same one of the batch before ended: the
 *     state is carried over, gradients are not. Else the state is zero at the start.
 */
@SuppressWarnings("ArrayRecordComponent") // a read-only view of large buffers; never compared
public record SequenceBatch(int size, int[] ids, int[] targets, boolean continued) {
  /** The target at a step that does not count in the loss. */
  public static final int NOT_COUNTED = -1;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not agree
   */
  public SequenceBatch {
    Checks.positive(size, "size");
    if (ids.length == 0 || ids.length % size != 0) {
      throw new IllegalArgumentException(
          "ids (" + ids.length + ") must number one or more steps of " + size + " sequences");
    }
    if (targets.length != ids.length) {
      throw new IllegalArgumentException(
          "targets (" + targets.length + ") must number " + ids.length);
    }
  }

  /**
   * Returns how long the sequences are.
   *
   * @return T
   */
  public int steps() {
    return ids.length / size;
  }

  /**
   * Counts the targets in the loss.
   *
   * @return how many there are, from 0 to T·N
   */
  public int counted() {
    int counted = 0;
    for (int target : targets) {
      counted += target == NOT_COUNTED ? 0 : 1;
    }
    return counted;
  }
}
