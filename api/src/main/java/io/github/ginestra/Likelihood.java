package io.github.ginestra;

import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.RecurrentState;
import java.util.Arrays;

/** How probable each symbol of a text is, given all before it. */
final class Likelihood {
  /** How many symbols are read at once: bounds the memory for long texts. */
  private static final int PART = 256;

  private Likelihood() {}

  /** log p of each symbol in nats. */
  static double[] of(LanguageNetwork network, SymbolCodec codec, String text) {
    int[] symbols = codec.encode(text);
    int[] read = Generation.after(codec.start(), symbols);
    RecurrentState state = network.start();
    double[] logProbabilities = new double[symbols.length];
    for (int from = 0; from < symbols.length; from += PART) {
      int to = Math.min(symbols.length, from + PART);
      float[][] logits = network.score(state, Arrays.copyOfRange(read, from, to));
      for (int i = from; i < to; i++) {
        logProbabilities[i] = logProbability(logits[i - from], symbols[i]);
      }
    }
    return logProbabilities;
  }

  private static double logProbability(float[] logits, int symbol) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return logits[symbol] - most - Math.log(sum);
  }
}
