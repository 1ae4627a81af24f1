package io.github.ginestra.reports;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * A table whose first column contains the names of its rows. If it is wider than the page, it can
 * be scrolled.
 */
final class Table {
  private final Element figure;
  private final Element body;

  /**
   * Creates a table without rows.
   *
   * @param caption its title
   * @param columns the names of all columns, that of the row names first; none for no header
   */
  Table(String caption, List<String> columns) {
    figure = new Element("figure").addClass("table");
    figure.appendElement("figcaption").text(caption);
    Element table =
        figure
            .appendElement("div")
            .addClass("scroll")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", caption)
            .appendElement("table");
    if (!columns.isEmpty()) {
      Element head = table.appendElement("thead").appendElement("tr");
      columns.forEach(column -> head.appendElement("th").attr("scope", "col").text(column));
    }
    body = table.appendElement("tbody");
  }

  /** A table of names and texts, each pair a row, without a header. */
  static Table ofTexts(String caption, Map<String, String> texts) {
    Table table = new Table(caption, List.of());
    texts.forEach(
        (name, text) -> {
          Element row = table.body.appendElement("tr");
          row.appendElement("th").attr("scope", "row").text(name);
          row.appendElement("td").addClass("text").text(text);
        });
    return table;
  }

  /** Keeps the names of the rows in sight while the table is scrolled; long ones are wrapped. */
  Table sticky() {
    figure.addClass("sticky");
    return this;
  }

  /** Adds a row of numbers. */
  Table row(String name, List<String> numbers) {
    Element row = body.appendElement("tr");
    row.appendElement("th").attr("scope", "row").text(name);
    numbers.forEach(number -> row.appendElement("td").text(number));
    return this;
  }

  /** Emphasises the last row, as for a sum. */
  Table emphasised() {
    Element last = body.lastElementChild();
    if (last != null) {
      last.addClass("sum");
    }
    return this;
  }

  /** Adds smaller text below the number in a cell of the last row. */
  Table below(int column, String text) {
    cell(column).appendText(" ").appendElement("small").text(text);
    return this;
  }

  /** A cell of the last row; its name is at 0. */
  Element cell(int column) {
    Element last = body.lastElementChild();
    if (last == null) {
      throw new IllegalStateException("there are no rows");
    }
    return last.child(column);
  }

  Element element() {
    return figure;
  }
}
