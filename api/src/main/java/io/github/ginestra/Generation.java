package io.github.ginestra;

import io.github.ginestra.sampling.Sampler;
import io.github.ginestra.sampling.Sampling;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.RecurrentState;
import java.util.Arrays;

/**
 * A text as it is written, one step of the network for each symbol. The prompt is read as the first
 * symbol is asked for. For one thread at a time; holds no native memory.
 */
final class Generation {
  /** How many symbols of a prompt are read at once. */
  private static final int PART = 256;

  private final LanguageNetwork network;
  private final SymbolCodec codec;
  private final Sampling sampling;
  private final RecurrentState state;
  private int[] unread;

  Generation(LanguageNetwork network, SymbolCodec codec, String prompt, Sampler sampler) {
    this.network = network;
    this.codec = codec;
    this.sampling = sampler.start(SymbolCodec.neverWritten());
    this.state = network.start();
    this.unread = after(codec.start(), codec.encode(prompt));
    Arrays.stream(unread).skip(1).forEach(sampling::read);
  }

  /** The symbols of a text with one before them. */
  static int[] after(int start, int[] symbols) {
    int[] ids = new int[symbols.length + 1];
    ids[0] = start;
    System.arraycopy(symbols, 0, ids, 1, symbols.length);
    return ids;
  }

  /** Writes one more symbol. */
  String next() {
    int symbol = sampling.choose(read());
    unread = new int[] {symbol};
    return codec.vocabulary().wordOf(symbol);
  }

  /** Reads what is unread; the logits of the symbol after it. */
  private float[] read() {
    int last = unread.length - 1;
    for (int from = 0; from < last; from += PART) {
      int[] part = Arrays.copyOfRange(unread, from, Math.min(last, from + PART));
      network.read(state, part);
    }
    return network.step(state, unread[last]);
  }
}
