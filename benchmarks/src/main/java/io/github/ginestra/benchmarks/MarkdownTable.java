package io.github.ginestra.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/** A table as Markdown has it. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  MarkdownTable(String... headings) {
    columns = headings.length;
    row(headings);
    text.append("|").append("---|".repeat(columns)).append("\n");
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as there are headings
   */
  MarkdownTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells in a table of " + columns);
    }
    text.append(
        List.of(cells).stream()
            .map(MarkdownTable::cell)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    return this;
  }

  /** A line without what would end the cell. */
  private static String cell(String content) {
    return content.replace("|", "\\|").replaceAll("\\R", " ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
