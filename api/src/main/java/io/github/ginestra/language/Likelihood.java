package io.github.ginestra.language;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.Arrays;

/** How probable each symbol of a text is, given all before it. */
final class Likelihood {
  /** How many symbols are read at once: bounds the memory for long texts. */
  private static final int PART = 256;

  private Likelihood() {}

  /** log p of each symbol in nats. */
  static double[] of(Stepper network, SymbolCodec codec, String text) {
    int[] symbols = codec.encode(text);
    int[] read = Generation.after(codec.start(), symbols);
    State state = network.start();
    double[] logProbabilities = new double[symbols.length];
    for (int from = 0; from < symbols.length; from += PART) {
      int to = Math.min(symbols.length, from + PART);
      float[][] logits = network.score(state, Arrays.copyOfRange(read, from, to));
      for (int i = from; i < to; i++) {
        float[] row = logits[i - from];
        logProbabilities[i] = row[symbols[i]] - Softmax.logSumExp(row, 0, row.length);
      }
    }
    return logProbabilities;
  }
}
