package io.github.ginestra.language;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How probable each symbol of a text is, given all before it. */
final class Likelihood {
  /** How many symbols are read at once: bounds the memory for long texts. */
  private static final int PART = 256;

  private Likelihood() {}

  /**
   * log p of each symbol in nats.
   *
   * @param memory what is counted beside the network, for this text; null for nothing
   */
  static double[] of(
      Stepper network, SymbolCodec codec, @Nullable MemoryReader memory, String text) {
    int[] symbols = codec.encode(text);
    double[] logProbabilities = new double[symbols.length];
    read(
        network,
        network.start(),
        codec.start(),
        symbols,
        (i, logits) -> {
          if (memory != null) {
            memory.mix(logits);
            memory.read(symbols[i]);
          }
          logProbabilities[i] = -loss(logits, symbols[i]);
        });
    return logProbabilities;
  }

  /**
   * The mean losses of the network alone, the n-grams alone, and all together.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  static LanguageModel.Contributions contributions(
      Stepper network, SymbolCodec codec, MemoryReader memory, String text) {
    int[] symbols = codec.encode(text);
    if (symbols.length == 0) {
      throw new IllegalArgumentException("text must not be empty");
    }
    double[] sums = new double[3];
    float[] counted = new float[codec.vocabulary().size()];
    read(
        network,
        network.start(),
        codec.start(),
        symbols,
        (i, logits) -> {
          sums[0] += loss(logits, symbols[i]);
          memory.predict(counted);
          sums[1] += loss(counted, symbols[i]);
          memory.mix(logits);
          sums[2] += loss(logits, symbols[i]);
          memory.read(symbols[i]);
        });
    return new LanguageModel.Contributions(
        sums[0] / symbols.length, sums[1] / symbols.length, sums[2] / symbols.length);
  }

  private static double loss(float[] logits, int symbol) {
    return Softmax.logSumExp(logits, 0, logits.length) - logits[symbol];
  }

  /** Is given the logits, (V), that predict each symbol of a text. */
  @FunctionalInterface
  interface Predictions {
    void accept(int i, float[] logits);
  }

  /**
   * Reads symbols, each predicted from those before it.
   *
   * @param state what was read before, but for the last symbol
   * @param last the last symbol
   */
  static void read(Stepper network, State state, int last, int[] symbols, Predictions predictions) {
    int[] read = Generation.after(last, symbols);
    for (int from = 0; from < symbols.length; from += PART) {
      int to = Math.min(symbols.length, from + PART);
      float[][] logits = network.score(state, Arrays.copyOfRange(read, from, to));
      for (int i = from; i < to; i++) {
        predictions.accept(i, logits[i - from]);
      }
    }
  }
}
