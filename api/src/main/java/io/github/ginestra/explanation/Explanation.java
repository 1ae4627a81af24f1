package io.github.ginestra.explanation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Span;
import java.util.Comparator;
import java.util.List;

/**
 * The contribution of each token of a text to a classifier's label, measured by occlusion (Zeiler
 * and Fergus, 2014; for words, Li, Monroe and Jurafsky, 2016): the text is classified again without
 * that token. {@link io.github.ginestra.classification.SequenceClassifier#explain} defines
 * "without".
 *
 * <p>A contribution is a difference of log-odds: ln(p / (1 - p)) of the label with the token, minus
 * the same without it. This is the token's weight of evidence (Robnik-Šikonja and Kononenko, 2008),
 * in nats. Unlike a difference of probabilities it does not vanish where the classifier is certain.
 * A contribution of 0.69 doubles the odds.
 *
 * @param text the original text
 * @param label the explained label
 * @param probability the label's probability, in [0, 1]
 * @param tokens the tokens that the classifier's network reads, in order; none if the text is empty
 *     or blank
 * @param readEnd the index in the text at which the network stops reading: the text's length,
 *     unless it has more tokens than the classifier reads
 * @param restContribution the contribution of all text after {@code readEnd}, in nats: 0 if there
 *     is none, or if the classifier has no n-gram features that read it
 */
public record Explanation(
    String text,
    String label,
    double probability,
    List<TokenContribution> tokens,
    int readEnd,
    double restContribution) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a token or {@code readEnd} is outside of the text, or
   *     {@code probability} is out of range
   */
  public Explanation {
    Checks.notNull(text, "text");
    Checks.notNull(label, "label");
    tokens = List.copyOf(tokens);
    Checks.probability(probability, "probability");
    requireWithin(text, readEnd, "readEnd");
    for (TokenContribution token : tokens) {
      requireWithin(
          text, token.span().end(), "token " + Printable.quoted(token.token()) + ", its end");
    }
  }

  private static void requireWithin(String text, int index, String name) {
    if (index < 0 || index > text.length()) {
      throw new IllegalArgumentException(
          name + " (" + index + ") must be in [0, " + text.length() + "], the length of the text");
    }
  }

  /**
   * {@return the tokens in descending order of their contribution for or against the label; of
   * equal ones the earlier token first}
   */
  public List<TokenContribution> strongest() {
    return tokens.stream()
        .sorted(Comparator.comparingDouble(token -> -Math.abs(token.contribution())))
        .toList();
  }

  /** All values, on one line. */
  @Override
  public String toString() {
    return "Explanation[text="
        + Printable.of(text)
        + ", label="
        + Printable.of(label)
        + ", probability="
        + probability
        + ", tokens="
        + tokens
        + ", readEnd="
        + readEnd
        + ", restContribution="
        + restContribution
        + "]";
  }

  /**
   * Renders the explanation for a terminal or a log: the label with its probability, then the text.
   * Control characters and bidirectional marks are escaped. Each token that has at least a tenth of
   * the strongest contribution is followed by its own. The length of the text that is not read is
   * given, too.
   *
   * @return several lines, each with a line feed: {@code WINNER[+2.1]!! Claim[+1.3] your prize}
   */
  public String toText() {
    return TextRendering.of(this);
  }

  /**
   * Renders the explanation as HTML: a {@code figure} with the text, whose tokens are shaded blue
   * and underlined if they support the label, orange and dotted if they oppose it, and darker if
   * they contribute more. Each token's {@code title} holds its contribution; a line below lists the
   * strongest ones, since a phone shows no titles. The fragment suits light and dark pages, has
   * inline styles and refers to no other resource.
   *
   * @return an HTML fragment; the text is escaped, so that it cannot add markup
   */
  public String toHtml() {
    return HtmlRendering.of(this);
  }

  /**
   * The contribution of one token of a text to a label.
   *
   * @param token the token as the classifier reads it, for example {@code "<d4>"} for {@code 1000}
   * @param span its position in the text
   * @param contribution the label's log-odds with the token minus those without it, in nats:
   *     positive if the token supports the label, negative if it opposes it
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
}
