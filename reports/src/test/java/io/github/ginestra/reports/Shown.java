package io.github.ginestra.reports;

import java.util.List;
import org.jsoup.nodes.Document;

/** What a report shows, as tests compare it. */
final class Shown {
  private Shown() {}

  /** The cells of the row with a name, in the tables that a selector finds. */
  static List<String> row(Document page, String tables, String name) {
    return page.select(tables + " tr").stream()
        .filter(row -> row.select("th").text().equals(name))
        .map(row -> row.select("td").eachText())
        .findFirst()
        .orElseThrow();
  }

  /** A fraction in per cent, with the blank that parsed pages have. */
  static String percent(double fraction) {
    return Numbers.percent(fraction).replace('\u00a0', ' ');
  }
}
