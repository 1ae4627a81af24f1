package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;

/**
 * A token that may come next in a text, with its probability.
 *
 * @param token what would be written: a character of a {@link CharLanguageModel}, a word with the
 *     space before it or another single character of a {@link WordLanguageModel}
 * @param probability in [0, 1]
 */
public record TokenProbability(String token, double probability) {

  /** Checks the values. */
  public TokenProbability {
    Checks.notNull(token, "token");
  }
}
