package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A text to be measured: it is told symbol by symbol, each from all that stands before it, or
 * nearly. To be quick, several readers share it, and all but the first begin up to {@value
 * #WARM_UP} symbols before their part, where nothing counts yet; the first begins so far back in
 * what stands before the text.
 */
final class StreamValidation implements Iterable<Batch> {
  private static final int WARM_UP = 100;

  /** The least symbols of a part, so that warming up stays a small share. */
  private static final int SHORTEST_PART = 4 * WARM_UP;

  private final IntSequence symbols; // what stands before, then the text
  private final int warmUp;
  private final int size; // N
  private final int length; // symbols of a part
  private final int unroll;

  /**
   * Over a text.
   *
   * @param before what stands before it; one symbol or more
   * @param text its symbols; one or more
   * @param size the most readers
   * @param unroll the most steps of a batch
   */
  StreamValidation(IntSequence before, IntSequence text, int size, int unroll) {
    int context = Math.min(before.size(), WARM_UP + 1);
    symbols = before.part(before.size() - context, before.size()).then(text);
    warmUp = context - 1;
    this.size = Math.max(1, Math.min(size, text.size() / SHORTEST_PART));
    length = (text.size() + this.size - 1) / this.size;
    this.unroll = unroll;
  }

  @Override
  public Iterator<Batch> iterator() {
    int steps = warmUp + length;
    return IntStream.range(0, (steps + unroll - 1) / unroll)
        .mapToObj(b -> batch(b * unroll, Math.min(steps, (b + 1) * unroll)))
        .iterator();
  }

  private Batch batch(int from, int to) {
    int[] ids = new int[(to - from) * size]; // (T, N)
    int[] targets = new int[ids.length]; // (T, N)
    for (int n = 0; n < size; n++) {
      for (int t = from; t < to; t++) {
        int place = n * length + t;
        boolean inside = place + 1 < symbols.size();
        ids[(t - from) * size + n] = inside ? symbols.get(place) : symbols.get(0);
        targets[(t - from) * size + n] =
            inside && t >= warmUp ? symbols.get(place + 1) : Targets.NOT_COUNTED;
      }
    }
    return Batch.of(size, ids, targets, from > 0);
  }
}
