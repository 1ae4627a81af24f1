package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Learning from windows: W symbols in, the next one out, at every place of the text, in an order
 * drawn anew each epoch, N windows a batch. Each window starts from a state of zeros, and only its
 * last step counts.
 */
final class WindowBatcher implements SequenceBatcher {
  private final IntSequence symbols;
  private final int size; // N
  private final int window; // W

  /**
   * Over a text.
   *
   * @param symbols the symbols of the text
   * @param size N
   * @param window W
   * @throws IllegalArgumentException if the text is not long enough for one batch
   */
  WindowBatcher(IntSequence symbols, int size, int window) {
    if (symbols.size() < (long) size + window) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the text leaves %,d symbols to learn from; %,d windows (batchSize) of %,d symbols,"
                  + " each with the next one, take %,d: lower batchSize or windows, or give a"
                  + " longer text",
              symbols.size(),
              size,
              window,
              (long) size + window));
    }
    this.symbols = symbols;
    this.size = size;
    this.window = window;
  }

  /**
   * The windows of a text in order, to be measured: each of its symbols is told from the W before
   * it.
   *
   * @param before what stands before the text; as many symbols as the window or more
   */
  static Iterable<Batch> inOrder(IntSequence before, IntSequence text, int size, int window) {
    IntSequence symbols = before.part(before.size() - window, before.size()).then(text);
    WindowBatcher batcher = new WindowBatcher(symbols, Math.min(size, text.size()), window);
    return () -> batcher.batches(place -> place);
  }

  private int count() {
    return symbols.size() - window;
  }

  @Override
  public int batchesPerEpoch() {
    return (count() + size - 1) / size;
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    int[] places = IntStream.range(0, count()).toArray();
    TextBatches.shuffle(places, places.length, random::nextInt);
    return () -> batches(i -> places[i]);
  }

  /** The windows in an order: from its number in it to its place. */
  private Iterator<Batch> batches(IntUnaryOperator order) {
    return IntStream.range(0, batchesPerEpoch())
        .mapToObj(b -> batch(b * size, Math.min(count(), (b + 1) * size), order))
        .iterator();
  }

  private Batch batch(int from, int to, IntUnaryOperator order) {
    int n = to - from;
    int[] ids = new int[window * n]; // (T, N)
    int[] targets = new int[window * n]; // (T, N)
    Arrays.fill(targets, Targets.NOT_COUNTED);
    for (int i = 0; i < n; i++) {
      int place = order.applyAsInt(from + i);
      for (int t = 0; t < window; t++) {
        ids[t * n + i] = symbols.get(place + t);
      }
      targets[(window - 1) * n + i] = symbols.get(place + window);
    }
    return Batch.of(n, ids, targets, false);
  }
}
