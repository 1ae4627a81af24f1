package io.github.ginestra.explanation;

import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.Printable;

/** See {@link Explanation#toText}. */
final class TextRendering {
  private final Wording wording;
  private final StringBuilder text = new StringBuilder();

  private TextRendering(Explanation explanation) {
    wording = new Wording(explanation);
  }

  static String of(Explanation explanation) {
    TextRendering rendering = new TextRendering(explanation);
    rendering.line("", Printable.of(rendering.wording.answer()));
    rendering.addText(explanation);
    rendering.line("for      ", rendering.wording.supporting());
    rendering.line("against  ", rendering.wording.opposing());
    rendering.line("", rendering.wording.rest());
    return rendering.text.toString();
  }

  private void addText(Explanation explanation) {
    for (Pieces.Piece piece : Pieces.of(explanation)) {
      text.append(Printable.lines(piece.text()));
      for (TokenContribution token : piece.tokens()) {
        if (token.span().end() == piece.end() && wording.isShown(token)) {
          text.append('[').append(Wording.number(token.contribution())).append(']');
        }
      }
    }
    text.append(Printable.lines(explanation.text().substring(explanation.readEnd()))).append('\n');
  }

  private void line(String head, String content) {
    if (!content.isEmpty()) {
      text.append(head).append(content).append('\n');
    }
  }
}
