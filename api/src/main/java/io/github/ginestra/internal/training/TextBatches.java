package io.github.ginestra.internal.training;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Which texts are learned or scored together. */
public final class TextBatches {
  /** How many tokens two texts of one bucket may differ by, about. */
  private static final int BUCKET_NOISE = 8;

  /** How many texts are scored together at most. */
  private static final int BATCH_SIZE = 128;

  /**
   * How many tokens, padding included, a batch that is scored or a part of one that is learned may
   * hold; one text may have more.
   */
  private static final int BATCH_TOKENS = 16_384;

  private TextBatches() {}

  /**
   * The batches of an epoch, as positions of texts. They depend on the random numbers alone.
   *
   * @param length the number of tokens of each text
   */
  public static List<int[]> shuffled(
      int size, IntUnaryOperator length, TrainingOptions options, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    if (options.bucketByLength()) {
      double[] keys = new double[size];
      Arrays.setAll(keys, i -> length.applyAsInt(i) + BUCKET_NOISE * random.nextDouble());
      order.sort(Comparator.comparingDouble(i -> keys[i]));
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < size; from += options.batchSize()) {
      int to = Math.min(size, from + options.batchSize());
      batches.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /**
   * Puts the first of some values into a random order.
   *
   * @param nextInt a random number from 0, less than the given one
   */
  public static void shuffle(int[] values, int count, IntUnaryOperator nextInt) {
    for (int i = count - 1; i > 0; i--) {
      int other = nextInt.applyAsInt(i + 1);
      int value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }

  /** How many texts of a length, 1 or more, fill a batch that is scored; 1 or more. */
  public static int batchSize(int length) {
    return Math.max(1, Math.min(BATCH_SIZE, BATCH_TOKENS / length));
  }

  /** The batches in which texts are scored, each of texts of similar length, as positions. */
  public static List<List<Integer>> byLength(int size, IntUnaryOperator length) {
    long[] byLength = new long[size]; // the length, then the place
    for (int i = 0; i < size; i++) {
      byLength[i] = (long) length.applyAsInt(i) << Integer.SIZE | i;
    }
    Arrays.sort(byLength);
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (long text : byLength) {
      int longest = (int) (text >> Integer.SIZE);
      if (batch.size() >= batchSize(longest)) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add((int) text);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /**
   * Divides a batch of long texts into parts of at most {@value #BATCH_TOKENS} tokens, one text at
   * least: a step on all parts minimises the same loss, and needs the memory of one.
   */
  public static List<Batch> parts(Batch batch) {
    List<Batch> parts = new ArrayList<>();
    int start = 0;
    int longest = 0;
    for (int n = 0; n < batch.size(); n++) {
      int widened = Math.max(longest, batch.lengths()[n]);
      if (n > start && (long) widened * (n + 1 - start) > BATCH_TOKENS) {
        parts.add(part(batch, start, n));
        start = n;
        widened = batch.lengths()[n];
      }
      longest = widened;
    }
    if (start == 0) {
      return List.of(batch);
    }
    parts.add(part(batch, start, batch.size()));
    return parts;
  }

  private static Batch part(Batch batch, int start, int end) {
    int[] lengths = Arrays.copyOfRange(batch.lengths(), start, end);
    int steps = Arrays.stream(lengths).max().orElseThrow();
    List<int[]> channels = new ArrayList<>();
    for (int[] ids : batch.channels()) {
      channels.add(part(ids, batch.size(), start, lengths.length, steps));
    }
    Batch.Words words = batch.words();
    Targets targets = batch.targets();
    return new Batch(
        lengths,
        channels,
        words == null ? null : part(words, batch.size(), start, lengths.length, steps),
        batch.continued(),
        targets == null ? null : part(targets, start, end, steps));
  }

  /** Some sequences, (T, count), of ids, (T, size). */
  private static int[] part(int[] ids, int size, int start, int count, int steps) {
    int[] some = new int[steps * count];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(ids, t * size + start, some, t * count, count);
    }
    return some;
  }

  /** The words of some sequences, and no others. */
  private static Batch.Words part(Batch.Words words, int size, int start, int count, int steps) {
    int[] ids = part(words.ids(), size, start, count, steps);
    int[] used = Arrays.stream(ids).distinct().toArray();
    int[] numbers = new int[words.size()];
    int[][] characters = new int[used.length][];
    for (int i = 0; i < used.length; i++) {
      numbers[used[i]] = i;
      characters[i] = words.characters()[used[i]];
    }
    Arrays.setAll(ids, i -> numbers[ids[i]]);
    return new Batch.Words(characters, ids);
  }

  /** The targets of some sequences, which may be of fewer steps. */
  private static Targets part(Targets targets, int start, int end, int steps) {
    Targets part = targets.sequences(start, end);
    return targets.rows() == targets.size() ? part : part.steps(0, steps);
  }
}
