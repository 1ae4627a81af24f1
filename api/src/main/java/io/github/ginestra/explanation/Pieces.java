package io.github.ginestra.explanation;

import io.github.ginestra.explanation.Explanation.TokenContribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a text where its tokens begin and end, so that it is rendered from left to right. */
final class Pieces {

  /**
   * A piece of the text.
   *
   * @param text its text
   * @param end the index after its last one
   * @param tokens the tokens that cover it: mostly one; none between tokens; several if they
   *     overlap
   */
  record Piece(String text, int end, List<TokenContribution> tokens) {

    /** The contribution of its strongest token; 0 if there is none. */
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

  /** The pieces of the part of the text that is read, in order and without gaps. */
  static List<Piece> of(Explanation explanation) {
    int[] cuts = cuts(explanation);
    List<List<TokenContribution>> tokens = new ArrayList<>();
    for (int i = 0; i < cuts.length; i++) {
      tokens.add(new ArrayList<>());
    }
    for (TokenContribution token : explanation.tokens()) {
      int end = token.span().end();
      for (int i = indexOf(cuts, token.span().start()); i < cuts.length && cuts[i] < end; i++) {
        tokens.get(i).add(token);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.length; i++) {
      String text = explanation.text().substring(cuts[i], cuts[i + 1]);
      pieces.add(new Piece(text, cuts[i + 1], List.copyOf(tokens.get(i))));
    }
    return pieces;
  }

  /** The indices at which tokens begin and end in the part that is read, ascending. */
  private static int[] cuts(Explanation explanation) {
    int end = explanation.readEnd();
    return IntStream.concat(
            IntStream.of(0, end),
            explanation.tokens().stream()
                .map(TokenContribution::span)
                .flatMapToInt(span -> IntStream.of(span.start(), span.end())))
        .filter(cut -> cut <= end)
        .sorted()
        .distinct()
        .toArray();
  }

  private static int indexOf(int[] cuts, int start) {
    int place = Arrays.binarySearch(cuts, start);
    return place < 0 ? cuts.length : place;
  }
}
