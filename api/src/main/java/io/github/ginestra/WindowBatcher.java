package io.github.ginestra;

import io.github.ginestra.spi.SequenceBatch;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learning from windows: W symbols in, the next one out, at every place of the text, in an order
 * drawn anew each epoch, N windows a batch. Each window starts from a state of zeros, and only its
 * last step counts.
 */
final class WindowBatcher implements SequenceBatcher {
  private final int[] symbols;
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
  WindowBatcher(int[] symbols, int size, int window) {
    if (symbols.length < (long) size + window) {
      throw new IllegalArgumentException(
          String.format(
              "the text leaves %,d symbols to learn from; %,d windows (batchSize) of %,d symbols,"
                  + " each with the next one, take %,d: lower batchSize or windows, or give a"
                  + " longer text",
              symbols.length, size, window, (long) size + window));
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
  static Iterable<SequenceBatch> inOrder(int[] before, int[] text, int size, int window) {
    int[] symbols = Arrays.copyOfRange(before, before.length - window, before.length + text.length);
    System.arraycopy(text, 0, symbols, window, text.length);
    WindowBatcher batcher = new WindowBatcher(symbols, Math.min(size, text.length), window);
    List<Integer> places = IntStream.range(0, batcher.count()).boxed().toList();
    return () -> batcher.batches(places);
  }

  private int count() {
    return symbols.length - window;
  }

  @Override
  public int batchesPerEpoch() {
    return (count() + size - 1) / size;
  }

  @Override
  public Iterable<SequenceBatch> batches(Random random) {
    List<Integer> places =
        Arrays.asList(IntStream.range(0, count()).boxed().toArray(Integer[]::new));
    Collections.shuffle(places, random);
    return () -> batches(places);
  }

  private Iterator<SequenceBatch> batches(List<Integer> places) {
    return IntStream.range(0, batchesPerEpoch())
        .mapToObj(b -> batch(places.subList(b * size, Math.min(places.size(), (b + 1) * size))))
        .iterator();
  }

  private SequenceBatch batch(List<Integer> places) {
    int n = places.size();
    int[] ids = new int[window * n]; // (T, N)
    int[] targets = new int[window * n]; // (T, N)
    Arrays.fill(targets, SequenceBatch.NOT_COUNTED);
    for (int i = 0; i < n; i++) {
      int place = places.get(i);
      for (int t = 0; t < window; t++) {
        ids[t * n + i] = symbols[place + t];
      }
      targets[(window - 1) * n + i] = symbols[place + window];
    }
    return new SequenceBatch(n, ids, targets, false);
  }
}
