package io.github.ginestra.reports;

import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The training and test data of a tagger. */
final class TaggedDataSection {
  private TaggedDataSection() {}

  /**
   * Adds the section, if there are data or notes.
   *
   * @param ofEntities whether entities are counted, else tags
   */
  static void addTo(
      Page page,
      @Nullable TaggedTexts train,
      @Nullable TaggedTexts test,
      boolean ofEntities,
      Map<String, String> notes) {
    Map<String, TaggedTexts> sides = new LinkedHashMap<>();
    if (train != null) {
      sides.put("learned from", train);
    }
    if (test != null) {
      sides.put("tested on", test);
    }
    if (sides.isEmpty()) {
      DataSection.addTo(page, notes);
      return;
    }
    Section section = page.section("data", "Data");
    DataSection.addNotes(section, notes);
    section.table(counts(sides, ofEntities));
  }

  private static Table counts(Map<String, TaggedTexts> sides, boolean ofEntities) {
    List<String> columns = new ArrayList<>(List.of(ofEntities ? "type" : "tag"));
    columns.addAll(sides.keySet());
    Table table = new Table(ofEntities ? "Entities of each type" : "Tokens of each tag", columns);
    int side = 0;
    Map<String, int[]> counts = new TreeMap<>();
    for (TaggedTexts texts : sides.values()) {
      int column = side;
      texts.stream()
          .flatMap(text -> counted(text, ofEntities))
          .forEach(label -> counts.computeIfAbsent(label, l -> new int[sides.size()])[column]++);
      side++;
    }
    counts.forEach((label, row) -> table.row(label, numbers(row)));
    table.row("tokens", sides.values().stream().map(t -> Numbers.count(t.tokens())).toList());
    table
        .row("texts", sides.values().stream().map(t -> Numbers.count(t.size())).toList())
        .emphasised();
    return table;
  }

  private static Stream<String> counted(TaggedText text, boolean ofEntities) {
    return ofEntities
        ? text.entities().stream().map(TaggedText.Entity::type)
        : text.tags().stream();
  }

  private static List<String> numbers(int[] row) {
    List<String> numbers = new ArrayList<>();
    for (int count : row) {
      numbers.add(Numbers.count(count));
    }
    return numbers;
  }
}
