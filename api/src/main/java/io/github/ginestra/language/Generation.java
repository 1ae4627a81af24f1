package io.github.ginestra.language;

import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as it is written, one step of the network for each symbol. The prompt is read as the first
 * symbol is asked for. For one thread at a time; holds no native memory.
 */
final class Generation {
  /** How many symbols of a prompt are read at once. */
  private static final int PART = 256;

  private static final int[] NONE = {};

  private final Stepper network;
  private final SymbolCodec codec;
  private final @Nullable MemoryReader memory;
  private final Sampling sampling;
  private final State state;
  private final float[] logits; // (V)
  private int[] unread; // but for the last
  private int last;

  /**
   * Begins a text.
   *
   * @param memory what is counted beside the network, for this text; null for nothing
   */
  Generation(
      Stepper network,
      SymbolCodec codec,
      @Nullable MemoryReader memory,
      String prompt,
      Sampler sampler) {
    this.network = network;
    this.codec = codec;
    this.memory = memory;
    this.sampling = sampler.start(SymbolCodec.neverWritten());
    this.state = network.start();
    this.logits = new float[codec.vocabulary().size()];
    int[] symbols = after(codec.start(), codec.encode(prompt));
    Arrays.stream(symbols).skip(1).forEach(sampling::read);
    Arrays.stream(symbols).skip(1).forEach(this::remember);
    this.unread = Arrays.copyOf(symbols, symbols.length - 1);
    this.last = symbols[unread.length];
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
    read();
    last = sampling.choose(logits);
    remember(last);
    return codec.vocabulary().wordOf(last);
  }

  /**
   * What the next symbol would be drawn from, the most probable first, of equal ones by their ids.
   */
  List<TokenProbability> nextTokens() {
    read();
    double[] probabilities = sampling.probabilities(logits);
    List<TokenProbability> tokens = new ArrayList<>();
    for (String token : codec.vocabulary().words()) {
      tokens.add(new TokenProbability(token, probabilities[codec.vocabulary().idOf(token)]));
    }
    tokens.sort(Comparator.comparingDouble(TokenProbability::probability).reversed());
    return Collections.unmodifiableList(tokens);
  }

  /** Reads what is unread; then the logits are of the symbol after it. */
  private void read() {
    for (int from = 0; from < unread.length; from += PART) {
      int[] part = Arrays.copyOfRange(unread, from, Math.min(unread.length, from + PART));
      network.read(state, part);
    }
    unread = NONE;
    network.step(state, last, logits);
    if (memory != null) {
      memory.mix(logits);
    }
  }

  private void remember(int symbol) {
    if (memory != null) {
      memory.read(symbol);
    }
  }
}
