package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The targets of N sequences: one per sequence, or one per time step.
 *
 * <p>The arrays are not copied and must not be changed.
 *
 * @param size N, the number of sequences; 1 or more
 * @param ids the index of the correct output in each row, in [0, L), or {@link #NOT_COUNTED}: (N),
 *     or (T, N) with step t of sequence n at {@code t * N + n}
 * @param weights the weight of each sequence in the loss, (N), or null for equal weights
 * @param sets for sequences that may have several outputs or none, the indices of each one's
 *     correct outputs, (N), each in [0, L); {@code ids} is then (N), and only says which sequences
 *     count. Null if each row has one output. Only losses that are made for sets read it
 */
@SuppressWarnings("ArrayRecordComponent") // a read-only view of large buffers; never compared
public record Targets(int size, int[] ids, float @Nullable [] weights, int @Nullable [][] sets) {
  /** Marks a row that does not count in the loss. */
  public static final int NOT_COUNTED = -1;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not agree
   */
  public Targets {
    Checks.positive(size, "size");
    if (ids.length == 0 || ids.length % size != 0) {
      throw new IllegalArgumentException(
          "targets (" + ids.length + ") must number " + size + ", or a multiple of it");
    }
    if (weights != null && weights.length != size) {
      throw new IllegalArgumentException("weights (" + weights.length + ") must number " + size);
    }
    if (sets != null && (sets.length != size || ids.length != size)) {
      throw new IllegalArgumentException(
          "sets (" + sets.length + ") and ids (" + ids.length + ") must number " + size);
    }
  }

  /**
   * Targets with one output in each row.
   *
   * @param size N, the number of sequences; 1 or more
   * @param ids (N) or (T, N)
   * @param weights the weight of each sequence in the loss, (N), or null for equal weights
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Targets(int size, int[] ids, float @Nullable [] weights) {
    this(size, ids, weights, null);
  }

  /**
   * Targets of equal weight.
   *
   * @param size N, the number of sequences; 1 or more
   * @param ids (N) or (T, N)
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Targets(int size, int[] ids) {
    this(size, ids, null, null);
  }

  /** {@return the number of rows; N, or T·N} */
  public int rows() {
    return ids.length;
  }

  /**
   * Returns whether a row counts in the loss.
   *
   * @param row from 0
   * @return whether it has a target
   */
  public boolean isCounted(int row) {
    return ids[row] != NOT_COUNTED;
  }

  /** {@return the number of rows that count in the loss, 0 or more} */
  public int counted() {
    int counted = 0;
    for (int row = 0; row < ids.length; row++) {
      counted += isCounted(row) ? 1 : 0;
    }
    return counted;
  }

  /**
   * Returns the weight of a row in the loss.
   *
   * @param row from 0
   * @return the weight of its sequence; 0 if the row does not count
   */
  public double weight(int row) {
    return !isCounted(row) ? 0 : weights == null ? 1 : weights[row % size];
  }

  /** {@return the sum of the weights of the rows that count} */
  public double weight() {
    double sum = 0;
    for (int row = 0; row < ids.length; row++) {
      sum += weight(row);
    }
    return sum;
  }

  /**
   * Returns the first step with a target that counts. Earlier steps need no logits.
   *
   * @return from 0; {@link #endStep()} if none counts
   */
  public int firstStep() {
    for (int row = 0; row < ids.length; row++) {
      if (isCounted(row)) {
        return row / size;
      }
    }
    return 0;
  }

  /**
   * {@return the step after the last one with a target that counts, at most T; 0 if none counts}
   */
  public int endStep() {
    for (int row = ids.length - 1; row >= 0; row--) {
      if (isCounted(row)) {
        return row / size + 1;
      }
    }
    return 0;
  }

  /**
   * Returns the targets of a range of steps.
   *
   * @param first the first step
   * @param end the step after the last; more than {@code first}
   * @return ((end - first)·N) targets
   */
  public Targets steps(int first, int end) {
    return new Targets(size, Arrays.copyOfRange(ids, first * size, end * size), weights, sets);
  }

  /**
   * Returns the targets of a range of sequences.
   *
   * @param first the first sequence
   * @param end the sequence after the last; more than {@code first}
   * @return their targets, of all steps
   */
  public Targets sequences(int first, int end) {
    int steps = ids.length / size;
    int[] some = new int[steps * (end - first)];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(ids, t * size + first, some, t * (end - first), end - first);
    }
    return new Targets(
        end - first,
        some,
        weights == null ? null : Arrays.copyOfRange(weights, first, end),
        sets == null ? null : Arrays.copyOfRange(sets, first, end));
  }
}
