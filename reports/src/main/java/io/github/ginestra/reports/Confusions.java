package io.github.ginestra.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Counts of pairs of labels that are confused; the most frequent are shown. */
final class Confusions {
  /** How many are listed. */
  private static final int LISTED = 10;

  private final Map<Pair, Integer> counts = new LinkedHashMap<>();

  record Pair(String label, String other) {}

  void add(String label, String other, int count) {
    if (count > 0) {
      counts.merge(new Pair(label, other), count, Integer::sum);
    }
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * Adds a table, if there are any.
   *
   * @param columns what its four columns are: both labels, the count, its fraction of the whole
   * @param whole of a pair, how many could have been confused
   */
  void addTo(Section section, String caption, List<String> columns, ToIntFunction<Pair> whole) {
    if (isEmpty()) {
      return;
    }
    Table table = new Table(caption, columns);
    table.element().addClass("confusions");
    counts.entrySet().stream()
        .sorted(Map.Entry.<Pair, Integer>comparingByValue().reversed())
        .limit(LISTED)
        .forEach(
            entry -> {
              Pair pair = entry.getKey();
              double fraction = (double) entry.getValue() / Math.max(1, whole.applyAsInt(pair));
              table.row(
                  pair.label,
                  List.of(pair.other, Numbers.count(entry.getValue()), Numbers.percent(fraction)));
              table.cell(1).addClass("text");
            });
    section.table(table);
  }
}
