package io.github.ginestra.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * One HTML file: a heading, a table of contents, sections. A tree of elements, so that whatever
 * text is put into it is shown and never read as markup.
 */
final class Page {
  /** Whatever might slip in, a browser loads nothing and runs nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final Document document = Document.createShell("");
  private final Element contents;
  private final Element main;
  private int charts;

  Page(String title, String subtitle) {
    document.outputSettings().prettyPrint(false);
    document.prependChild(new DocumentType("html", "", ""));
    document.title(title);
    document.child(0).attr("lang", "en");
    Element head = document.head();
    head.prependElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", POLICY);
    head.prependElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.prependElement("meta").attr("charset", "utf-8");
    head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
    head.appendElement("style").appendChild(new DataNode(style()));
    Element header = document.body().appendElement("header");
    header.appendElement("h1").text(title);
    header.appendElement("p").addClass("subtitle").text(subtitle);
    Element nav = document.body().appendElement("nav").attr("aria-label", "Contents");
    contents = nav.appendElement("ul");
    main = document.body().appendElement("main");
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a section.
   *
   * @param id its anchor
   */
  Section section(String id, String heading) {
    contents.appendElement("li").appendElement("a").attr("href", "#" + id).text(heading);
    Element section =
        main.appendElement("section").attr("id", id).attr("aria-labelledby", id + "-heading");
    section.appendElement("h2").attr("id", id + "-heading").text(heading);
    return new Section(this, section);
  }

  /** A name for the parts of a chart that no other chart on the page has. */
  String nextChartId() {
    charts++;
    return "chart" + charts;
  }

  String toHtml() {
    return document.outerHtml() + "\n";
  }
}
