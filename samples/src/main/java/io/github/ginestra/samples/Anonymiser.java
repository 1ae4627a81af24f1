package io.github.ginestra.samples;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what identifies someone by placeholders: names that a tagger finds, and addresses,
 * numbers and accounts that rules find. The same name has the same placeholder again, however its
 * letters are cased; a name of several words is replaced wherever it comes again. For one thread.
 */
final class Anonymiser {
  /** The types of entities as corpora call them. Other types keep their names. */
  private static final Map<String, String> TYPES =
      Map.of(
          "PER", "PERSON",
          "PERSON", "PERSON",
          "LOC", "PLACE",
          "LOCATION", "PLACE",
          "GPE", "PLACE",
          "ORG", "ORGANISATION",
          "ORGANIZATION", "ORGANISATION",
          "CORPORATION", "ORGANISATION",
          "GROUP", "ORGANISATION");

  /** The type of what identifies no one. */
  private static final String OTHER = "MISC";

  private final SequenceTagger tagger;
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final KnownNames known = new KnownNames();

  Anonymiser(SequenceTagger tagger) {
    this.tagger = tagger;
  }

  /**
   * A piece of a text that was replaced.
   *
   * @param start the index of its first UTF-16 unit in the whole text
   * @param end the index after its last one
   * @param probability how sure the tagger is; null for what rules find, or a name found again
   */
  record Replaced(
      int start,
      int end,
      String type,
      String text,
      String placeholder,
      @Nullable Double probability) {}

  /**
   * Replaces what is found in a line.
   *
   * @param before how many UTF-16 units of the text come before it
   * @param replaced receives what was replaced, in the order of the text
   * @return the line with placeholders
   */
  String anonymise(String line, int before, List<Replaced> replaced) {
    List<Found> found = new ArrayList<>(ContactRules.find(line));
    for (Entity entity : tagger.tag(line).entities()) {
      if (!entity.type().equals(OTHER)) {
        addName(line, entity, found);
      }
    }
    for (Found again : known.find(line)) {
      if (found.stream().noneMatch(again::overlaps)) {
        found.add(again);
      }
    }
    found.sort(Comparator.comparingInt(Found::start));
    StringBuilder anonymous = new StringBuilder();
    int done = 0;
    for (Found f : found) {
      String text = line.substring(f.start(), f.end());
      String placeholder = placeholder(f.type(), f.key());
      anonymous.append(line, done, f.start()).append(placeholder);
      replaced.add(
          new Replaced(
              before + f.start(), before + f.end(), f.type(), text, placeholder, f.probability()));
      done = f.end();
    }
    return anonymous.append(line.substring(done)).toString();
  }

  /** Adds a name, or what rules leave of it. */
  private void addName(String line, Entity entity, List<Found> found) {
    int from = entity.span().start();
    int end = entity.span().end();
    for (Found rule : List.copyOf(found)) {
      if (rule.start() < end && from < rule.end()) {
        addName(line, from, Math.max(from, rule.start()), entity, found);
        from = rule.end();
      }
    }
    addName(line, from, Math.max(from, end), entity, found);
  }

  private void addName(String line, int from, int to, Entity entity, List<Found> found) {
    String name = line.substring(from, to).strip();
    if (name.codePoints().anyMatch(Character::isLetterOrDigit)) {
      String type = TYPES.getOrDefault(entity.type().toUpperCase(Locale.ROOT), entity.type());
      String key = name.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      int start = line.indexOf(name, from);
      known.add(type, name, key);
      found.add(new Found(start, start + name.length(), type, key, entity.probability()));
    }
  }

  private String placeholder(String type, String key) {
    return placeholders.computeIfAbsent(
        type + " " + key, k -> "[" + type + " " + counts.merge(type, 1, Integer::sum) + "]");
  }
}
