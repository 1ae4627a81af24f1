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
 * An HTML file: a heading, a table of contents, sections. It is a tree of elements, so that no text
 * can add markup.
 */
final class Page {
  /** Makes browsers load no resources and run no scripts, whatever the page contains. */
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

  /** An id prefix that no other chart on the page has. */
  String nextChartId() {
    charts++;
    return "chart" + charts;
  }

  String toHtml() {
    return document.outerHtml() + "\n";
  }
}
