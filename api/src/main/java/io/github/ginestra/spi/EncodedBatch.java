package io.github.ginestra.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * N texts as numbers: all that crosses the border to an engine. Texts of different lengths stand
 * side by side, padded at the end to T, the longest. What stands in the padding must not change any
 * result.
 *
 * <p>The arrays are not copied and must not be changed.
 */
public final class EncodedBatch {
  private final int[] lengths;
  private final int steps;
  private final List<int[]> channels;
  private final int @Nullable [] labels;
  private final float @Nullable [] exampleWeights;

  private EncodedBatch(
      int[] lengths,
      int steps,
      List<int[]> channels,
      int @Nullable [] labels,
      float @Nullable [] exampleWeights) {
    this.lengths = lengths;
    this.steps = steps;
    this.channels = channels;
    this.labels = labels;
    this.exampleWeights = exampleWeights;
  }

  /**
   * Makes a batch to be scored.
   *
   * @param lengths (N), how many steps each text has; each 1 or more
   * @param channels for each embedding table the ids, (T, N): the id of text n at step t stands at
   *     {@code t * N + n}
   * @return the batch
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public static EncodedBatch of(int[] lengths, List<int[]> channels) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("a batch must hold at least one text");
    }
    int steps = 0;
    for (int length : lengths) {
      if (length < 1) {
        throw new IllegalArgumentException("lengths (" + length + ") must be positive");
      }
      steps = Math.max(steps, length);
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a batch must have at least one channel");
    }
    for (int[] ids : channels) {
      requireSize("ids of a channel", ids.length, steps * lengths.length);
    }
    return new EncodedBatch(lengths, steps, List.copyOf(channels), null, null);
  }

  /**
   * The same texts with the labels that training wants.
   *
   * @param labels (N), the index of each text's label, in [0, L)
   * @param exampleWeights (N), how much each text counts in the loss, or null if all count alike
   * @return a batch to be learned from
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public EncodedBatch labelled(int[] labels, float @Nullable [] exampleWeights) {
    requireSize("labels", labels.length, size());
    if (exampleWeights != null) {
      requireSize("exampleWeights", exampleWeights.length, size());
    }
    return new EncodedBatch(lengths, steps, channels, labels, exampleWeights);
  }

  private static void requireSize(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " (" + actual + ") must number " + expected);
    }
  }

  /**
   * Returns how many texts there are.
   *
   * @return N
   */
  public int size() {
    return lengths.length;
  }

  /**
   * Returns the length of the longest text.
   *
   * @return T
   */
  public int steps() {
    return steps;
  }

  /**
   * Returns the length of each text.
   *
   * @return (N), each in [1, T]
   */
  public int[] lengths() {
    return lengths;
  }

  /**
   * Returns the ids of each channel.
   *
   * @return for each embedding table (T, N), text n at step t at {@code t * N + n}
   */
  public List<int[]> channels() {
    return channels;
  }

  /**
   * Returns the labels.
   *
   * @return (N), or null if the batch is only to be scored
   */
  public int @Nullable [] labels() {
    return labels;
  }

  /**
   * Returns how much each text counts in the loss.
   *
   * @return (N), or null if all count alike
   */
  public float @Nullable [] exampleWeights() {
    return exampleWeights;
  }
}
