package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learning at every step: the text is read by N readers side by side, each in a part of its own,
 * from one end of the part to the other, and each tells at every step what comes next.
 *
 * <p>The symbols are seen as a circle, in which the first follows the last. Each epoch cuts the
 * circle at a place drawn by chance into N parts of L symbols, as long as possible; fewer than N
 * symbols are left over. The parts side by side are cut into as few batches as {@code unroll}
 * allows, whose lengths differ by one at most; the first starts from a state of zeros, the others
 * continue.
 */
final class StreamBatcher implements SequenceBatcher {
  private final IntSequence symbols; // the circle
  private final int size; // N
  private final int length; // L
  private final int batches;

  /**
   * Over a text.
   *
   * @param symbols the symbol read before the text, then those of the text
   * @param size N
   * @param unroll the most steps of a batch
   * @throws IllegalArgumentException if the text is not long enough for one batch
   */
  StreamBatcher(IntSequence symbols, int size, int unroll) {
    if (symbols.size() - 1 < (long) size * unroll) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the text leaves %,d symbols to learn from; %,d streams (batchSize) of %,d steps"
                  + " (unroll) take %,d: lower batchSize or unroll, or give a longer text",
              symbols.size() - 1,
              size,
              unroll,
              (long) size * unroll));
    }
    this.symbols = symbols;
    this.size = size;
    this.length = symbols.size() / size;
    this.batches = (length + unroll - 1) / unroll;
  }

  @Override
  public int batchesPerEpoch() {
    return batches;
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    int offset = random.nextInt(symbols.size());
    return () -> IntStream.range(0, batches).mapToObj(batch -> batch(offset, batch)).iterator();
  }

  private Batch batch(int offset, int batch) {
    int from = (int) ((long) length * batch / batches);
    int to = (int) ((long) length * (batch + 1) / batches);
    int[] ids = new int[(to - from) * size]; // (T, N)
    int[] targets = new int[ids.length]; // (T, N)
    for (int n = 0; n < size; n++) {
      for (int t = from; t < to; t++) {
        int place = (int) ((offset + (long) n * length + t) % symbols.size());
        ids[(t - from) * size + n] = symbols.get(place);
        targets[(t - from) * size + n] = symbols.get((place + 1) % symbols.size());
      }
    }
    return Batch.of(size, ids, targets, batch > 0);
  }
}
