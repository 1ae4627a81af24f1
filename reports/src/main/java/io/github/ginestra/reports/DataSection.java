package io.github.ginestra.reports;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The training and test data. */
final class DataSection {
  private DataSection() {}

  /**
   * Adds the section, if there are data or notes.
   *
   * @param labels the labels of an example
   */
  static void addTo(
      Page page,
      @Nullable Examples train,
      @Nullable Examples test,
      Function<Example, Set<String>> labels,
      Map<String, String> notes) {
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
    section.table(counts(sides, labels));
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

  private static Table counts(Map<String, Examples> sides, Function<Example, Set<String>> labels) {
    List<String> columns = new ArrayList<>(List.of("label"));
    columns.addAll(sides.keySet());
    Table table = new Table("Texts of each label", columns).sticky();
    List<Examples> data = List.copyOf(sides.values());
    List<Map<String, Integer>> counts = new ArrayList<>();
    int[] without = new int[data.size()];
    Set<String> all = new TreeSet<>();
    for (int side = 0; side < data.size(); side++) {
      Map<String, Integer> ofSide = new HashMap<>();
      for (Example example : data.get(side)) {
        Set<String> given = labels.apply(example);
        given.forEach(label -> ofSide.merge(label, 1, Integer::sum));
        without[side] += given.isEmpty() ? 1 : 0;
      }
      counts.add(ofSide);
      all.addAll(ofSide.keySet());
    }
    for (String label : all) {
      add(table, label, data, side -> counts.get(side).getOrDefault(label, 0));
    }
    if (Arrays.stream(without).sum() > 0) {
      add(table, "without a label", data, side -> without[side]);
    }
    table.row("all", data.stream().map(side -> Numbers.count(side.size())).toList()).emphasised();
    add(table, "repetitions", data, side -> repetitions(data.get(side)));
    return table;
  }

  private static int repetitions(Examples examples) {
    return examples.size() - examples.distinct().size();
  }

  /** Adds a row of counts by side, with the fraction of each side below. */
  private static void add(Table table, String name, List<Examples> sides, IntUnaryOperator count) {
    int[] counts = IntStream.range(0, sides.size()).map(count).toArray();
    table.row(name, Arrays.stream(counts).mapToObj(Numbers::count).toList());
    for (int side = 0; side < counts.length; side++) {
      double fraction = (double) counts[side] / Math.max(1, sides.get(side).size());
      table.below(side + 1, Numbers.percent(fraction));
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
