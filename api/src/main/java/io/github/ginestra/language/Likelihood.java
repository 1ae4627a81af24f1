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
          logProbabilities[i] = logits[symbols[i]] - Softmax.logSumExp(logits, 0, logits.length);
        });
    return logProbabilities;
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
  static void read(
      Stepper network, State state, int last, int[] symbols, Predictions predictions) {
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
