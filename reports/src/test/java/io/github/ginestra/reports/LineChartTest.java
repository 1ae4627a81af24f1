package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class LineChartTest {

  private static LineChart chart(double... y) {
    double[] x = new double[y.length];
    for (int k = 0; k < x.length; k++) {
      x[k] = k + 1;
    }
    return new LineChart("Loss", "Line chart of loss", "epoch", "nats")
        .counting()
        .line("a", x, y, true);
  }

  private static List<String> letters(LineChart chart) {
    return chart.element("c").select("text").eachText();
  }

  @Test
  void numbers_on_an_axis_have_as_many_decimals_as_they_need_and_all_the_same() {
    assertThat(letters(chart(0.81, 1)).stream().filter(text -> text.contains(".")))
        .isNotEmpty()
        .allMatch(text -> text.matches("[01]\\.\\d\\d"));
    assertThat(letters(chart(2_000_000, 8_000_000))).contains("4,000,000");
  }

  @Test
  void an_axis_that_counts_has_whole_numbers_only() {
    assertThat(letters(chart(5, 6, 7))).contains("1", "2", "3").doesNotContain("1.5", "2.5");
  }

  @Test
  void a_single_point_and_equal_values_are_drawn() {
    assertThat(chart(0.5).element("c").select("svg path, svg line")).isNotEmpty();
    assertThat(letters(chart(0, 0, 0))).contains("epoch");
  }

  @Test
  void letters_are_letters_and_colours_are_the_style_sheets() {
    Element figure =
        chart(1, 2).line("b", new double[] {1, 2}, new double[] {2, 1}, true).element("c");

    assertThat(figure.select("svg text")).isNotEmpty();
    assertThat(figure.html())
        .contains("stroke:var(--first)", "stroke:var(--second)", "fill:var(--ink)")
        .doesNotContain("rgb(");
    assertThat(figure.select("svg").attr("viewBox")).isEqualTo("0 0 350 230");
    assertThat(figure.select("svg").hasAttr("width")).isFalse();
  }

  @Test
  void two_charts_share_no_names() {
    Element one = chart(1, 2).element("one");
    Element other = chart(1, 2).element("other");

    assertThat(one.select("[id]").eachAttr("id"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(other.select("[id]").eachAttr("id"));
  }

  @Test
  void lines_differ_in_dashes_too() {
    Element figure =
        chart(1, 2).line("b", new double[] {1, 2}, new double[] {2, 1}, true).element("c");

    assertThat(figure.select("[stroke-dasharray='6,3']")).isNotEmpty();
    assertThat(figure.select(".key li").eachText()).containsExactly("a", "b");
    assertThat(figure.select(".key li.dashed").text()).isEqualTo("b");
  }
}
