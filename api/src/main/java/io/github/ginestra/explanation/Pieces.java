package io.github.ginestra.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A text cut where its tokens begin and end, for renderings that go from left to right. */
final class Pieces {

  /**
   * A piece of the text.
   *
   * @param text what stands there
   * @param start where it begins
   * @param end where it ends
   * @param tokens the tokens that stand on it: mostly one; none between tokens; several if they
   *     overlap
   */
  record Piece(String text, int start, int end, List<TokenContribution> tokens) {

    /** Of the strongest token on it; 0 if there is none. */
    double contribution() {
      double strongest = 0;
      for (TokenContribution token : tokens) {
        if (Math.abs(token.contribution()) > Math.abs(strongest)) {
          strongest = token.contribution();
        }
      }
      return strongest;
    }
  }

  private Pieces() {}

  /** The part of the text that is read, in order and without gaps. */
  static List<Piece> of(Explanation explanation) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, explanation.readEnd()));
    explanation
        .tokens()
        .forEach(token -> cuts.addAll(List.of(token.span().start(), token.span().end())));
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int end : cuts) {
      if (end > start && end <= explanation.readEnd()) {
        pieces.add(piece(explanation, start, end));
        start = end;
      }
    }
    return pieces;
  }

  private static Piece piece(Explanation explanation, int start, int end) {
    List<TokenContribution> tokens =
        explanation.tokens().stream()
            .filter(token -> token.span().start() < end && token.span().end() > start)
            .toList();
    return new Piece(explanation.text().substring(start, end), start, end, tokens);
  }
}
