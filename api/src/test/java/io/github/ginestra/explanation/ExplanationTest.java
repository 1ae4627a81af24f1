package io.github.ginestra.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String TEXT = "WINNER!!  Claim your £1000\nprize, mum <b>";

  private static final Explanation SPAM =
      explanation(
          TEXT,
          TEXT.length(),
          0,
          "WINNER",
          2.5,
          "Claim",
          1.0,
          "1000",
          0.5,
          "prize",
          0.1,
          "mum",
          -2.0);

  /** Of words, each with its contribution. */
  private static Explanation explanation(String text, int readEnd, double rest, Object... tokens) {
    List<TokenContribution> contributions = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < tokens.length; k += 2) {
      String word = (String) tokens[k];
      int start = text.indexOf(word, from);
      from = start + word.length();
      contributions.add(
          new TokenContribution(
              word.toLowerCase(java.util.Locale.ROOT),
              new Span(start, from),
              (double) tokens[k + 1]));
    }
    return new Explanation(text, "spam", 0.98765, contributions, readEnd, rest);
  }

  @Test
  void the_strongest_come_first_for_or_against() {
    assertThat(SPAM.strongest())
        .extracting(TokenContribution::token)
        .containsExactly("winner", "mum", "claim", "1000", "prize");
  }

  @Test
  void what_does_not_stand_within_the_text_is_refused() {
    TokenContribution token = new TokenContribution("abc", new Span(0, 3), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Explanation("ab", "x", 1, List.of(token), 2, 0))
        .withMessage("token \"abc\", its end (3) must be in [0, 2], the length of the text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Explanation("ab", "x", 1, List.of(), 3, 0))
        .withMessage("readEnd (3) must be in [0, 2], the length of the text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Explanation("ab", "x", 1.5, List.of(), 2, 0))
        .withMessage("probability (1.5) must be in [0, 1]");
  }

  @Nested
  class AsText {

    @Test
    void is_the_text_itself_with_the_contributions_that_count() {
      assertThat(SPAM.toText())
          .isEqualTo(
              """
              spam, probability 0.9877
              WINNER[+2.50]!!  Claim[+1.00] your £1000[+0.50]
              prize, mum[-2.00] <b>
              for      WINNER +2.50, Claim +1.00, 1000 +0.50
              against  mum -2.00
              """);
    }

    @Test
    void tells_what_is_not_read() {
      assertThat(explanation("free prize now", 4, 0, "free", 1.0).toText())
          .isEqualTo(
              """
              spam, probability 0.9877
              free[+1.00] prize now
              for      free +1.00
              the last 10 of 14 characters are not read
              """);
      assertThat(explanation("free prize now", 4, -0.5, "free", 1.0).toText())
          .endsWith("the last 10 of 14 characters are read by their n-grams alone: -0.50\n");
    }

    @Test
    void of_nothing_is_the_answer_alone() {
      assertThat(explanation("", 0, 0).toText()).isEqualTo("spam, probability 0.9877\n\n");
      assertThat(explanation("same", 4, 0, "same", 0.0).toText())
          .isEqualTo("spam, probability 0.9877\nsame\n");
    }

    @Test
    void shows_tokens_that_overlap_or_are_not_visible() {
      Explanation overlapping =
          new Explanation(
              "a\nbc",
              "x",
              0.5,
              List.of(
                  new TokenContribution("\n", new Span(1, 2), 1),
                  new TokenContribution("\nbc", new Span(1, 4), 2),
                  new TokenContribution("<end>", new Span(4, 4), -3)),
              4,
              0);

      assertThat(overlapping.toText())
          .isEqualTo(
              """
              x, probability 0.5000
              a
              [+1.00]bc[+2.00]
              for      ␊bc +2.00, ␊ +1.00
              against  "<end>" -3.00
              """);
    }
  }

  @Nested
  class AsHtml {
    private final Document page = Jsoup.parseBodyFragment(SPAM.toHtml());

    private Element mark(String word) {
      return page.select("mark").stream()
          .filter(mark -> mark.wholeText().equals(word))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void is_the_text_itself_and_no_markup_of_it() {
      assertThat(page.select("p").first().wholeText()).isEqualTo(TEXT);
      assertThat(page.select("p").first().attr("style")).contains("white-space:pre-wrap");
      assertThat(page.select("b")).isEmpty();
      assertThat(page.select("figcaption").text()).isEqualTo("spam, probability 0.9877");
    }

    @Test
    void what_stands_in_text_label_and_tokens_is_escaped() {
      String evil = "\"><script>alert(1)</script>&amp;'";
      Explanation explanation =
          new Explanation(
              evil,
              evil,
              0.5,
              List.of(new TokenContribution(evil, new Span(0, evil.length()), 1)),
              evil.length(),
              0);

      Document shown = Jsoup.parseBodyFragment(explanation.toHtml());

      assertThat(shown.select("script")).isEmpty();
      assertThat(shown.select("p").first().wholeText()).isEqualTo(evil);
      assertThat(shown.select("mark").attr("title")).isEqualTo(evil + ": " + evil + " +1.00 nats");
    }

    @Test
    void each_token_tells_what_it_contributes() {
      assertThat(page.select("mark")).hasSize(5);
      assertThat(mark("WINNER").attr("title")).isEqualTo("spam: winner +2.50 nats");
      assertThat(mark("mum").attr("title")).isEqualTo("spam: mum -2.00 nats");
      assertThat(page.select("p").eachText())
          .contains("For: WINNER +2.50, Claim +1.00, 1000 +0.50", "Against: mum -2.00");
    }

    @Test
    void the_stronger_a_token_the_darker_its_shade() {
      assertThat(opacity("WINNER")).isEqualTo(HtmlRendering.DARKEST);
      assertThat(opacity("Claim")).isBetween(0.15, 0.3);
      assertThat(opacity("Claim")).isGreaterThan(opacity("1000"));
      assertThat(opacity("1000")).isGreaterThan(opacity("prize"));
    }

    private double opacity(String word) {
      String style = mark(word).attr("style");
      return Double.parseDouble(style.replaceAll(".*rgba\\(\\d+,\\d+,\\d+,([0-9.]+)\\).*", "$1"));
    }

    @Test
    void sides_differ_in_colour_and_in_the_line_below() {
      assertThat(mark("WINNER").attr("style")).contains(HtmlRendering.FOR, "2px solid");
      assertThat(mark("mum").attr("style")).contains(HtmlRendering.AGAINST, "2px dotted");
    }

    @Test
    void contributions_close_to_nothing_are_not_made_to_look_strong() {
      String html = explanation("free prize", 10, 0, "free", 0.001, "prize", 0.0).toHtml();

      assertThat(html).contains("background:none").doesNotContain("rgba(0,114,178,0.50)");
    }

    @Test
    void letters_on_the_darkest_shade_are_read_on_a_light_page_and_on_a_dark_one() {
      for (String shade : List.of(HtmlRendering.FOR, HtmlRendering.AGAINST)) {
        for (int[] page : new int[][] {{255, 255, 255}, {18, 18, 18}}) {
          int[] letters = page[0] > 128 ? new int[] {26, 26, 26} : new int[] {236, 236, 236};
          int[] colour = Arrays.stream(shade.split(",")).mapToInt(Integer::parseInt).toArray();
          double[] behind = new double[3];
          for (int c = 0; c < 3; c++) {
            behind[c] = HtmlRendering.DARKEST * colour[c] + (1 - HtmlRendering.DARKEST) * page[c];
          }
          assertThat(contrast(behind, Arrays.stream(letters).asDoubleStream().toArray()))
              .as(shade)
              .isGreaterThan(4.5);
        }
      }
    }

    /** The contrast ratio of WCAG 2.1. */
    private static double contrast(double[] one, double[] other) {
      double lighter = Math.max(luminance(one), luminance(other));
      double darker = Math.min(luminance(one), luminance(other));
      return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(double[] colour) {
      double[] linear =
          Arrays.stream(colour)
              .map(c -> c / 255)
              .map(c -> c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
              .toArray();
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    @Test
    void what_is_not_read_is_set_apart_and_told() {
      Document cut =
          Jsoup.parseBodyFragment(explanation("free prize now", 4, 0, "free", 1.0).toHtml());

      assertThat(cut.select("p").first().wholeText()).isEqualTo("free prize now");
      assertThat(cut.select("span[title]").first().wholeText()).isEqualTo(" prize now");
      assertThat(cut.select("p").last().text())
          .isEqualTo("The last 10 of 14 characters are not read.");
    }

    @Test
    void refers_to_nothing_outside() {
      assertThat(page.select("[src], [href], link, script, img, style")).isEmpty();
      assertThat(SPAM.toHtml()).doesNotContain("url(", "http");
    }
  }
}
