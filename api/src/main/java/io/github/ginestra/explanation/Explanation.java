package io.github.ginestra.explanation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import java.util.Comparator;
import java.util.List;

/**
 * What each token of a text contributes to a classifier's label, found by occlusion (Zeiler and
 * Fergus, 2014; of words, Li, Monroe and Jurafsky, 2016): the text is classified once more without
 * that token. {@link io.github.ginestra.classification.SequenceClassifier#explain} says what
 * "without" is.
 *
 * <p>A contribution is a difference of log-odds, ln(p / (1 - p)) of the label with the token less
 * the same without it: the token's weight of evidence (Robnik-Šikonja and Kononenko, 2008), in
 * nats. Unlike a difference of probabilities it does not vanish where the classifier is sure. 0.69
 * doubles the odds.
 *
 * @param text the text as it was given
 * @param label the label that is explained
 * @param probability the label's probability, in [0, 1]
 * @param tokens the tokens that the classifier's network reads, in order; none if the text is empty
 *     or blank
 * @param readEnd where in the text the network stops reading: the text's length, unless it has more
 *     tokens than the classifier takes
 * @param restContribution what all the text after {@code readEnd} contributes together, in nats: 0
 *     if there is none, or if the classifier has no n-gram features that reach there
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
   * @throws IllegalArgumentException if a token or {@code readEnd} does not stand within the text,
   *     or {@code probability} is out of range
   */
  public Explanation {
    Checks.notNull(text, "text");
    Checks.notNull(label, "label");
    tokens = List.copyOf(tokens);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability (" + probability + ") must be in [0, 1]");
    }
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
   * Returns the tokens by weight.
   *
   * @return those that contribute most, for or against the label, first; of equal ones the earlier
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
   * Renders the explanation for a terminal or a log: the label with its probability; the text as it
   * was given, control characters and bidirectional marks as visible escapes, with the contribution
   * behind each token that has a tenth of the strongest or more; what of it is not read.
   *
   * @return several lines, the last one ended too: {@code WINNER[+2.1]!! Claim[+1.3] your prize}
   */
  public String toText() {
    return TextRendering.of(this);
  }

  /**
   * Renders the explanation for a page: a {@code figure} with the text as it was given, its tokens
   * shaded blue where they speak for the label and underlined, orange and dotted where against it,
   * the stronger, the darker. Each token's {@code title} is its contribution, and a line below the
   * strongest ones, since a phone shows no titles. It suits light and dark pages, brings its styles
   * along and refers to nothing else.
   *
   * @return an HTML fragment, in which whatever stands in the text is shown and nothing of it is
   *     markup
   */
  public String toHtml() {
    return HtmlRendering.of(this);
  }
}
