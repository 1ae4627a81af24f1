package io.github.ginestra.reports;

import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A table whose first column names its rows. Where it is wider than the page, it scrolls within
 * itself.
 */
final class Table {
  private final Element wrapper;
  private final Element body;

  /**
   * With its head.
   *
   * @param caption what the table holds
   * @param columns the names of all columns, that of the row names first
   */
  Table(String caption, List<String> columns) {
    wrapper =
        new Element("div")
            .addClass("scroll")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", caption);
    Element table = wrapper.appendElement("table");
    table.appendElement("caption").text(caption);
    Element head = table.appendElement("thead").appendElement("tr");
    columns.forEach(column -> head.appendElement("th").attr("scope", "col").text(column));
    body = table.appendElement("tbody");
  }

  /** Adds a row of numbers. */
  Table row(String name, List<String> numbers) {
    Element row = body.appendElement("tr");
    row.appendElement("th").attr("scope", "row").text(name);
    numbers.forEach(number -> row.appendElement("td").text(number));
    return this;
  }

  /** Adds a row with a text, which may be long and have no spaces. */
  Table text(String name, String text) {
    Element row = body.appendElement("tr");
    row.appendElement("th").attr("scope", "row").text(name);
    row.appendElement("td").addClass("text").text(text);
    return this;
  }

  /** Makes the rows added last stand out, as a sum does. */
  Table emphasised() {
    Element last = body.lastElementChild();
    if (last != null) {
      last.addClass("sum");
    }
    return this;
  }

  /** The cell of the row added last. */
  Element cell(int column) {
    Element last = body.lastElementChild();
    if (last == null) {
      throw new IllegalStateException("there are no rows");
    }
    return last.child(column);
  }

  Element element() {
    return wrapper;
  }
}
