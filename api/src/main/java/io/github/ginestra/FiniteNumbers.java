package io.github.ginestra;

import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether what a training brings can be used: its weights, and the answers that they give. Weights
 * can be finite and yet so large that sums of them overflow.
 */
final class FiniteNumbers {
  /**
   * The greatest weight that counts as ordinary: no sum of products of two such weights comes near
   * the greatest float. With greater ones, the answers to all texts are looked at.
   */
  private static final float ORDINARY = 1e9f;

  /** How many tokens are read to check ordinary weights. */
  private static final int TOKENS = 1 << 14;

  /** How many symbols of a language model are read at once. */
  private static final int PART = 256;

  private FiniteNumbers() {}

  /**
   * Checks weights.
   *
   * @throws io.github.ginestra.training.TrainingDivergedException if one is not finite
   */
  static void requireFinite(Weights weights, Trained trained) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (!Float.isFinite(value)) {
          throw trained.diverged("the weight " + name, value);
        }
      }
    }
  }

  /**
   * Checks what a classifier answers to texts that it has learned from.
   *
   * @param texts the texts, of which some are read, or all if weights are extraordinary
   * @throws io.github.ginestra.training.TrainingDivergedException if an answer is not finite
   */
  static void requireFiniteAnswers(
      Scorer scorer, Network network, List<EncodedText> texts, Trained trained) {
    for (float[] logits : scorer.score(chosen(texts, trained), network::score)) {
      requireFinite(logits, trained);
    }
  }

  /** Texts from all places of a list, as many as fit. */
  private static List<EncodedText> chosen(List<EncodedText> texts, Trained trained) {
    long tokens = 0;
    for (EncodedText text : texts) {
      tokens += text.length();
    }
    long every = isOrdinary(trained.weights()) ? Math.max(1, tokens / TOKENS) : 1;
    List<EncodedText> chosen = new ArrayList<>();
    for (long i = 0; i < texts.size(); i += every) {
      chosen.add(texts.get((int) i));
    }
    return chosen;
  }

  private static boolean isOrdinary(Weights weights) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (Math.abs(value) > ORDINARY) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Checks what a language model answers to the symbols that it has learned from, if a weight is
   * extraordinary.
   *
   * @param symbols the symbols, of which the first are read
   * @throws io.github.ginestra.training.TrainingDivergedException if an answer is not finite
   */
  static void requireFiniteAnswers(Stepper stepper, IntSequence symbols, Trained trained) {
    int end = isOrdinary(trained.weights()) ? 0 : Math.min(symbols.size(), TOKENS);
    State state = stepper.start();
    for (int from = 0; from < end; from += PART) {
      int[] read = new int[Math.min(PART, end - from)];
      int first = from;
      Arrays.setAll(read, i -> symbols.get(first + i));
      for (float[] logits : stepper.score(state, read)) {
        requireFinite(logits, trained);
      }
    }
  }

  private static void requireFinite(float[] logits, Trained trained) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw trained.diverged("the answer of the trained model", logit);
      }
    }
  }
}
