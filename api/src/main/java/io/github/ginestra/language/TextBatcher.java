package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learning from many texts: each is a sequence of its own, which begins with a state of zeros.
 * Texts of similar length are batched together, in an order drawn anew each epoch. A text longer
 * than {@value #LONGEST} symbols is cut into several sequences.
 */
final class TextBatcher implements SequenceBatcher {
  /** The most steps of a sequence. */
  static final int LONGEST = 512;

  /** Within how many batches texts are sorted by length. */
  private static final int SORTED_BATCHES = 32;

  private final IntSequence symbols;
  private final int start;
  private final int size; // N
  private final int[] from; // the first symbol that each sequence predicts
  private final int[] to; // after the last one
  private final boolean[] begins; // whether a sequence begins a text

  /**
   * Over texts.
   *
   * @param symbols the symbols of all texts
   * @param ends where each text ends; one or more
   * @param start the symbol read before each text
   * @param size N
   */
  TextBatcher(IntSequence symbols, int[] ends, int start, int size) {
    this.symbols = symbols;
    this.start = start;
    this.size = size;
    int count = 0;
    for (int text = 0; text < ends.length; text++) {
      count += pieces(ends, text);
    }
    from = new int[count];
    to = new int[count];
    begins = new boolean[count];
    int next = 0;
    for (int text = 0; text < ends.length; text++) {
      int begin = begin(ends, text);
      for (int place = begin; place < ends[text]; place += LONGEST) {
        from[next] = place;
        to[next] = Math.min(ends[text], place + LONGEST);
        begins[next++] = place == begin;
      }
    }
  }

  private static int begin(int[] ends, int text) {
    return text == 0 ? 0 : ends[text - 1];
  }

  private static int pieces(int[] ends, int text) {
    return (ends[text] - begin(ends, text) + LONGEST - 1) / LONGEST;
  }

  @Override
  public int batchesPerEpoch() {
    return (from.length + size - 1) / size;
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    List<Integer> order = inOrder();
    Collections.shuffle(order, random);
    for (int begin = 0; begin < order.size(); begin += size * SORTED_BATCHES) {
      int end = Math.min(order.size(), begin + size * SORTED_BATCHES);
      order.subList(begin, end).sort(Comparator.comparingInt(i -> to[i] - from[i]));
    }
    List<List<Integer>> batches = batches(order);
    Collections.shuffle(batches, random);
    return () -> batches.stream().map(this::batch).iterator();
  }

  private List<Integer> inOrder() {
    return new ArrayList<>(IntStream.range(0, from.length).boxed().toList());
  }

  private List<List<Integer>> batches(List<Integer> order) {
    List<List<Integer>> batches = new ArrayList<>();
    for (int begin = 0; begin < order.size(); begin += size) {
      batches.add(order.subList(begin, Math.min(order.size(), begin + size)));
    }
    return batches;
  }

  /** The batches of texts that are measured. */
  Iterable<Batch> measured() {
    List<Integer> order = inOrder();
    order.sort(Comparator.comparingInt(i -> to[i] - from[i]));
    return () -> batches(order).stream().map(this::batch).iterator();
  }

  private Batch batch(List<Integer> sequences) {
    int n = sequences.size();
    int[] lengths = sequences.stream().mapToInt(i -> to[i] - from[i]).toArray();
    int steps = Arrays.stream(lengths).max().orElse(0);
    int[] ids = new int[steps * n]; // (T, N), padded with 0
    int[] targets = new int[steps * n]; // (T, N)
    Arrays.fill(targets, Targets.NOT_COUNTED);
    for (int column = 0; column < n; column++) {
      int sequence = sequences.get(column);
      for (int t = 0; t < lengths[column]; t++) {
        int place = from[sequence] + t;
        boolean first = t == 0 && begins[sequence];
        ids[t * n + column] = first ? start : symbols.get(place - 1);
        targets[t * n + column] = symbols.get(place);
      }
    }
    return Batch.of(lengths, List.of(ids)).targets(targets, null);
  }
}
