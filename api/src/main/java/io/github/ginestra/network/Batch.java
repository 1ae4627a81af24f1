package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of N sequences of token ids, the input of an engine. Shorter sequences are padded at the
 * end to T, the length of the longest. The contents of the padding must not affect any result.
 *
 * <p>The arrays are not copied and must not be changed.
 *
 * @param lengths (N), the number of steps of each sequence; each 1 or more
 * @param channels for each embedding table the ids, (T, N): the id of sequence n at step t has the
 *     index {@code t * N + n}
 * @param words the words of all steps by their characters, for a network with a {@link
 *     CharacterEncoder}; else null
 * @param continued whether each sequence continues the same one of the previous batch: the hidden
 *     state is carried over, gradients are not. Otherwise the initial state is zero.
 * @param targets the targets to learn, or null if the sequences are only scored
 */
@SuppressWarnings("ArrayRecordComponent") // a read-only view of large buffers; never compared
public record Batch(
    int[] lengths,
    List<int[]> channels,
    @Nullable Words words,
    boolean continued,
    @Nullable Targets targets) {

  /**
   * The distinct words of a batch, and where each stands.
   *
   * <p>The arrays are not copied and must not be changed.
   *
   * @param characters the ids of the characters of each word, (W, C) with C of its own for each
   *     word, 1 or more
   * @param ids the index of the word at each step of each sequence, (T, N), in the order of the
   *     channels; in the padding of any word
   */
  public record Words(int[][] characters, int[] ids) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no word, a word has no character, or an index is
     *     not one of a word
     */
    public Words {
      Checks.notNull(characters, "characters");
      Checks.notNull(ids, "ids");
      if (characters.length == 0) {
        throw new IllegalArgumentException("words must hold at least one word");
      }
      for (int word = 0; word < characters.length; word++) {
        if (characters[word].length == 0) {
          throw new IllegalArgumentException("word " + word + " must have at least one character");
        }
      }
      for (int id : ids) {
        if (id < 0 || id >= characters.length) {
          throw new IllegalArgumentException(
              "ids of words (" + id + ") must be in [0, " + characters.length + ")");
        }
      }
    }

    /** {@return W, the number of distinct words} */
    public int size() {
      return characters.length;
    }
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not agree
   */
  public Batch {
    Checks.notNull(channels, "channels");
    if (lengths.length == 0) {
      throw new IllegalArgumentException("a batch must hold at least one sequence");
    }
    int steps = 0;
    for (int length : lengths) {
      if (length < 1) {
        throw new IllegalArgumentException("lengths (" + length + ") must be positive");
      }
      steps = Math.max(steps, length);
    }
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a batch must have at least one channel");
    }
    for (int[] ids : channels) {
      requireSize("ids of a channel", ids.length, steps * lengths.length);
    }
    if (words != null) {
      requireSize("ids of words", words.ids().length, steps * lengths.length);
    }
    if (targets != null) {
      requireSize("sequences with targets", targets.size(), lengths.length);
      if (targets.rows() != lengths.length) {
        requireSize("targets", targets.rows(), steps * lengths.length);
      }
    }
  }

  private static void requireSize(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " (" + actual + ") must number " + expected);
    }
  }

  /**
   * Makes a batch without words.
   *
   * @param lengths (N), the number of steps of each sequence; each 1 or more
   * @param channels for each embedding table the ids, (T, N)
   * @param continued whether each sequence continues the same one of the previous batch
   * @param targets the targets to learn, or null if the sequences are only scored
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Batch(int[] lengths, List<int[]> channels, boolean continued, @Nullable Targets targets) {
    this(lengths, channels, null, continued, targets);
  }

  /**
   * Makes a batch to be scored.
   *
   * @param lengths (N), how many steps each sequence has; each 1 or more
   * @param channels for each embedding table the ids, (T, N)
   * @return a batch that starts from states of zeros, without targets
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public static Batch of(int[] lengths, List<int[]> channels) {
    return new Batch(lengths, channels, false, null);
  }

  /**
   * Makes a batch of sequences of one length and one channel, with a target for each step.
   *
   * @param size N, how many sequences
   * @param ids (T, N)
   * @param targets (T, N), {@link Targets#NOT_COUNTED} where there is none
   * @param continued whether they continue those of the batch before
   * @return a batch to be learned from
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public static Batch of(int size, int[] ids, int[] targets, boolean continued) {
    return new Batch(
        even(size, ids.length / size), List.of(ids), continued, new Targets(size, targets));
  }

  /**
   * Makes a batch of one sequence of one channel, to be scored.
   *
   * @param ids (T), one or more
   * @return the batch
   */
  public static Batch of(int[] ids) {
    return of(new int[] {ids.length}, List.of(ids));
  }

  private static int[] even(int size, int steps) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    return lengths;
  }

  /**
   * The same sequences with targets.
   *
   * @param ids (N) or (T, N), see {@link Targets}
   * @param weights the weight of each sequence in the loss, (N), or null for equal weights
   * @return a batch to be learned from
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Batch targets(int[] ids, float @Nullable [] weights) {
    return new Batch(lengths, channels, words, continued, new Targets(size(), ids, weights));
  }

  /**
   * The same sequences with the characters of their words.
   *
   * @param characters the distinct words and where they stand, see {@link CharacterEncoder}
   * @return a batch for a network that reads characters
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Batch words(Words characters) {
    return new Batch(
        lengths, channels, Checks.notNull(characters, "characters"), continued, targets);
  }

  /** {@return N, the number of sequences} */
  public int size() {
    return lengths.length;
  }

  /** {@return T, the length of the longest sequence} */
  public int steps() {
    return channels.get(0).length / lengths.length;
  }

  /** {@return whether no sequence has padding: all are of length T} */
  public boolean isUnpadded() {
    int steps = steps();
    for (int length : lengths) {
      if (length != steps) {
        return false;
      }
    }
    return true;
  }
}
