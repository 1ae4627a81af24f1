package io.github.ginestra.explanation;

import io.github.ginestra.explanation.Explanation.TokenContribution;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * See {@link Explanation#toHtml}.
 *
 * <p>Blue and orange are distinguishable with any kind of colour vision (Okabe and Ito, 2008). The
 * shades are translucent and the page sets the text colour, so that the text is legible on light
 * and dark pages; even the darkest shade keeps the contrast above the 4.5 to 1 of WCAG 2.1. The
 * line under each token shows the same without colours.
 */
final class HtmlRendering {
  static final String FOR = "0,114,178";
  static final String AGAINST = "213,94,0";

  /** The opacity of the strongest token. */
  static final double DARKEST = 0.5;

  private static final double LIGHTEST = 0.06;

  /** The least fraction of the strongest contribution that is underlined. */
  private static final double LINED = 0.2;

  /** The least contribution, in nats, that may have the strongest shade. */
  private static final double FAINT = 0.5;

  private final Explanation explanation;
  private final Wording wording;
  private final double scale;

  private HtmlRendering(Explanation explanation) {
    this.explanation = explanation;
    wording = new Wording(explanation);
    scale = Math.max(FAINT, Wording.strongest(explanation));
  }

  static String of(Explanation explanation) {
    Document page = Document.createShell("");
    page.outputSettings().prettyPrint(false);
    new HtmlRendering(explanation).addTo(page.body());
    return page.body().html();
  }

  private void addTo(Element parent) {
    Element figure =
        parent
            .appendElement("figure")
            .addClass("ginestra-explanation")
            .attr("style", "margin:0 0 1em");
    figure.appendElement("figcaption").attr("style", "font-weight:600").text(wording.answer());
    addText(figure);
    addList(figure, "For", wording.supporting(), underline(FOR, "solid"));
    addList(figure, "Against", wording.opposing(), underline(AGAINST, "dotted"));
    if (!wording.rest().isEmpty()) {
      figure.appendElement("p").attr("style", "margin:.2em 0").text(capital(wording.rest()) + ".");
    }
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private void addText(Element figure) {
    Element paragraph =
        figure
            .appendElement("p")
            .attr("dir", "auto")
            .attr(
                "style",
                "margin:.4em 0;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7");
    for (Pieces.Piece piece : Pieces.of(explanation)) {
      if (piece.tokens().isEmpty()) {
        paragraph.appendText(piece.text());
      } else {
        addPiece(paragraph, piece);
      }
    }
    String rest = explanation.text().substring(explanation.readEnd());
    if (!rest.isEmpty()) {
      paragraph
          .appendElement("span")
          .attr("style", "opacity:.65")
          .attr("title", wording.rest())
          .appendText(rest);
    }
  }

  private void addPiece(Element paragraph, Pieces.Piece piece) {
    paragraph
        .appendElement("mark")
        .attr("style", shade(piece.contribution()))
        .attr("title", title(piece.tokens()))
        .appendText(piece.text());
  }

  private String title(List<TokenContribution> tokens) {
    return tokens.stream()
        .map(token -> token.token() + " " + Wording.number(token.contribution()))
        .collect(Collectors.joining("; ", explanation.label() + ": ", " nats"));
  }

  private String shade(double contribution) {
    double strength = Math.abs(contribution) / scale;
    if (contribution == 0 || strength < 0.01) {
      return "background:none;color:inherit";
    }
    String colour = contribution > 0 ? FOR : AGAINST;
    return String.format(
        Locale.ROOT,
        "background:rgba(%s,%.2f);color:inherit;%s;print-color-adjust:exact",
        colour,
        LIGHTEST + (DARKEST - LIGHTEST) * strength,
        strength < LINED ? "border:0" : underline(colour, contribution > 0 ? "solid" : "dotted"));
  }

  private static String underline(String colour, String line) {
    return "border-bottom:2px " + line + " rgb(" + colour + ")";
  }

  private static void addList(Element figure, String name, String tokens, String underline) {
    if (!tokens.isEmpty()) {
      Element line =
          figure.appendElement("p").attr("style", "margin:.2em 0;overflow-wrap:anywhere");
      line.appendElement("span").attr("style", underline).text(name);
      line.appendText(": " + tokens);
    }
  }
}
