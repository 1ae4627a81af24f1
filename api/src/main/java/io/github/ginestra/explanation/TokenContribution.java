package io.github.ginestra.explanation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Span;

/**
 * What one token of a text contributes to a label.
 *
 * @param token the token as the classifier reads it, for example {@code "<d4>"} where the text has
 *     {@code 1000}
 * @param span its position in the text
 * @param contribution by how much the label's log-odds are higher with the token than without it,
 *     in nats: more than 0 if it speaks for the label, less if against it
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
