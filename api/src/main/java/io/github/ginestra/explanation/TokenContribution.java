package io.github.ginestra.explanation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Span;

/**
 * The contribution of one token of a text to a label.
 *
 * @param token the token as the classifier reads it, for example {@code "<d4>"} for {@code 1000}
 * @param span its position in the text
 * @param contribution the label's log-odds with the token minus those without it, in nats: positive
 *     if the token supports the label, negative if it opposes it
 */
public record TokenContribution(String token, Span span, double contribution) {

  /** Refuses null. */
  public TokenContribution {
    Checks.notNull(token, "token");
    Checks.notNull(span, "span");
  }

  /** All values, on one line. */
  @Override
  public String toString() {
    return "TokenContribution[token="
        + Printable.of(token)
        + ", span="
        + span
        + ", contribution="
        + contribution
        + "]";
  }
}
