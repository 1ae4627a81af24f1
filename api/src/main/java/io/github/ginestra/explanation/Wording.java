package io.github.ginestra.explanation;

import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.Printable;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** The phrases that all renderings of an explanation share. */
final class Wording {
  private static final int LISTED = 6;

  /** The least fraction of the strongest contribution that is shown as a number. */
  private static final double LEAST_SHOWN = 0.1;

  private final Explanation explanation;
  private final double threshold;

  Wording(Explanation explanation) {
    this.explanation = explanation;
    threshold = LEAST_SHOWN * strongest(explanation);
  }

  /** The greatest absolute contribution; 0 without tokens. */
  static double strongest(Explanation explanation) {
    return explanation.tokens().stream()
        .mapToDouble(token -> Math.abs(token.contribution()))
        .max()
        .orElse(0);
  }

  String answer() {
    return String.format(
        Locale.ROOT, "%s, probability %.4f", explanation.label(), explanation.probability());
  }

  boolean isShown(TokenContribution token) {
    return token.contribution() != 0 && Math.abs(token.contribution()) >= threshold;
  }

  static String number(double contribution) {
    return String.format(Locale.ROOT, "%+.2f", contribution);
  }

  /** The strongest tokens that support the label, or an empty text. */
  String supporting() {
    return list(contribution -> contribution > 0);
  }

  /** The strongest tokens that oppose the label, or an empty text. */
  String opposing() {
    return list(contribution -> contribution < 0);
  }

  private String list(DoublePredicate side) {
    return explanation.strongest().stream()
        .filter(token -> side.test(token.contribution()) && isShown(token))
        .limit(LISTED)
        .map(token -> name(token) + " " + number(token.contribution()))
        .collect(Collectors.joining(", "));
  }

  /** The original text of a token, on one line. */
  String name(TokenContribution token) {
    String written = token.span().of(explanation.text());
    String visible =
        written
            .codePoints()
            .map(c -> c < ' ' ? '␀' + c : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return visible.isBlank()
        ? Printable.quoted(visible.isEmpty() ? token.token() : visible)
        : Printable.of(visible);
  }

  /** A note on the text that the network does not read; empty if it reads all of it. */
  String rest() {
    int characters = explanation.text().length() - explanation.readEnd();
    if (characters == 0) {
      return "";
    }
    String length =
        String.format(
            Locale.ROOT, "the last %,d of %,d characters", characters, explanation.text().length());
    return explanation.restContribution() == 0
        ? length + " are not read"
        : length + " are read by their n-grams alone: " + number(explanation.restContribution());
  }
}
