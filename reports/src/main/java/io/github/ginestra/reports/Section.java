package io.github.ginestra.reports;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A part of a page under a heading. */
final class Section {
  private final Page page;
  private final Element element;

  Section(Page page, Element element) {
    this.page = page;
    this.element = element;
  }

  Element element() {
    return element;
  }

  Section paragraph(String text) {
    element.appendElement("p").text(text);
    return this;
  }

  /** Adds a highlighted paragraph. */
  Section warning(String text) {
    element.appendElement("p").addClass("warning").text(text);
    return this;
  }

  /** Adds what makes figures doubtful, a paragraph for each sentence. */
  Section warnings(List<String> sentences) {
    sentences.forEach(sentence -> paragraph("Warning: " + sentence + "."));
    return this;
  }

  Section heading(String text) {
    element.appendElement("h3").text(text);
    return this;
  }

  Section table(Table table) {
    element.appendChild(table.element());
    return this;
  }

  Section chart(LineChart chart) {
    element.appendChild(chart.element(page.nextChartId()));
    return this;
  }

  /** Adds a few figures, each in large type above its name. */
  Section figures(Map<String, String> figures) {
    Element list = element.appendElement("dl").addClass("figures");
    figures.forEach(
        (name, value) -> {
          Element pair = list.appendElement("div");
          pair.appendElement("dt").text(name);
          pair.appendElement("dd").text(value);
        });
    return this;
  }

  /** Adds details that are collapsed at first. */
  Section details(String summary, Element content) {
    Element details = element.appendElement("details");
    details.appendElement("summary").text(summary);
    details.appendChild(content);
    return this;
  }

  /** A paragraph that keeps line ends and spaces. */
  static Element preformatted(String text) {
    return new Element("p").addClass("verbatim").attr("dir", "auto").appendText(text);
  }
}
