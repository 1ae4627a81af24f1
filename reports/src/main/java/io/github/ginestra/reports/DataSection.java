package io.github.ginestra.reports;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The training and test data. */
final class DataSection {
  private DataSection() {}

  /** Adds the section, if there are data or notes. */
  static void addTo(
      Page page, @Nullable Examples train, @Nullable Examples test, Map<String, String> notes) {
    Map<String, Examples> sides = new LinkedHashMap<>();
    if (train != null) {
      sides.put("learned from", train);
    }
    if (test != null) {
      sides.put("tested on", test);
    }
    if (sides.isEmpty()) {
      addTo(page, notes);
      return;
    }
    Section section = page.section("data", "Data");
    addNotes(section, notes);
    section.table(counts(sides));
    if (train != null && test != null) {
      addShared(section, new Split(train, test).shared());
    }
  }

  /** Adds the section with notes alone, if there are any. */
  static void addTo(Page page, Map<String, String> notes) {
    if (!notes.isEmpty()) {
      addNotes(page.section("data", "Data"), notes);
    }
  }

  static void addNotes(Section section, Map<String, String> notes) {
    if (!notes.isEmpty()) {
      section.table(Table.ofTexts("Where the data come from", notes));
    }
  }

  private static Table counts(Map<String, Examples> sides) {
    List<String> columns = new ArrayList<>(List.of("label"));
    columns.addAll(sides.keySet());
    Table table = new Table("Texts of each label", columns);
    Set<String> labels = new TreeSet<>();
    sides.values().forEach(examples -> labels.addAll(examples.labels()));
    for (String label : labels) {
      add(table, label, sides.values(), side -> side.counts().getOrDefault(label, 0));
    }
    table
        .row("all", sides.values().stream().map(side -> Numbers.count(side.size())).toList())
        .emphasised();
    add(table, "repetitions", sides.values(), side -> side.size() - side.distinct().size());
    return table;
  }

  /** Adds a row of counts, with the fraction of each side below. */
  private static void add(
      Table table, String name, Collection<Examples> sides, ToIntFunction<Examples> count) {
    List<Integer> counts = sides.stream().map(count::applyAsInt).toList();
    table.row(name, counts.stream().map(Numbers::count).toList());
    int column = 1;
    for (Examples side : sides) {
      double fraction = (double) counts.get(column - 1) / Math.max(1, side.size());
      table.below(column, Numbers.percent(fraction));
      column++;
    }
  }

  private static void addShared(Section section, int shared) {
    if (shared == 0) {
      section.paragraph(
          "No text is on both sides. A repetition is a text that is equal to an earlier one of"
              + " the same side, ignoring letter case and white space.");
    } else {
      section.warning(
          Numbers.count(shared, "training text is", "training texts are")
              + " among the test texts too, ignoring letter case and white space. This makes the"
              + " result too optimistic: Examples.split keeps equal texts on one side.");
    }
  }
}
