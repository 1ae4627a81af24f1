package io.github.ginestra.samples;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Replaces what identifies somebody by placeholders: names that a tagger finds, and addresses,
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

  /** What identifies nobody. */
  private static final String OTHER = "MISC";

  private final SequenceTagger tagger;
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final KnownNames known = new KnownNames();

  Anonymiser(SequenceTagger tagger) {
    this.tagger = tagger;
  }

  /**
   * A piece of a text that is replaced.
   *
   * @param start the index of its first UTF-16 unit
   * @param end the index after its last one
   * @param type what it is
   * @param text what it was
   * @param placeholder what replaces it
   * @param probability that of the entity; none of what rules find, or of a name found again
   */
  record Replaced(
      int start,
      int end,
      String type,
      String text,
      String placeholder,
      OptionalDouble probability) {

    /** The same, moved by a number of UTF-16 units. */
    Map<String, Object> asMap(int before) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("start", before + start);
      map.put("end", before + end);
      map.put("type", type);
      map.put("text", text);
      map.put("placeholder", placeholder);
      probability.ifPresent(p -> map.put("probability", p));
      return map;
    }
  }

  /**
   * A text without names.
   *
   * @param text the text with placeholders
   * @param replaced what was replaced, in the order of the text
   */
  record Anonymised(String text, List<Replaced> replaced) {}

  /** Replaces what is found in a text. */
  Anonymised anonymise(String text) {
    List<Replaced> replaced = new ArrayList<>();
    for (ContactRules.Found found : ContactRules.find(text)) {
      replaced.add(
          replaced(
              text, found.start(), found.end(), found.type(), found.key(), OptionalDouble.empty()));
    }
    for (Tagging.Entity entity : tagger.tag(text).entities()) {
      if (!entity.type().equals(OTHER)) {
        addName(text, entity, replaced);
      }
    }
    addKnownNames(text, replaced);
    replaced.sort(Comparator.comparingInt(Replaced::start));
    StringBuilder anonymous = new StringBuilder();
    int done = 0;
    for (Replaced piece : replaced) {
      anonymous.append(text.substring(done, piece.start())).append(piece.placeholder());
      done = piece.end();
    }
    return new Anonymised(anonymous.append(text.substring(done)).toString(), replaced);
  }

  /** Adds a name, or what rules leave of it. */
  private void addName(String text, Tagging.Entity entity, List<Replaced> replaced) {
    String type = TYPES.getOrDefault(entity.type().toUpperCase(Locale.ROOT), entity.type());
    int start = entity.span().start();
    int end = entity.span().end();
    List<Replaced> inside =
        replaced.stream().filter(r -> r.start() < entity.span().end() && start < r.end()).toList();
    int from = start;
    for (Replaced rule : inside) {
      addName(text, from, Math.max(from, rule.start()), type, entity, replaced);
      from = Math.max(from, rule.end());
    }
    addName(text, from, Math.max(from, end), type, entity, replaced);
  }

  private void addName(
      String text, int from, int to, String type, Tagging.Entity entity, List<Replaced> replaced) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    String name = text.substring(start, end);
    if (name.codePoints().anyMatch(Character::isLetterOrDigit)) {
      String key = name.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      known.add(type, name, key);
      replaced.add(replaced(text, start, end, type, key, OptionalDouble.of(entity.probability())));
    }
  }

  /** Adds names that were found before, where nothing is replaced. */
  private void addKnownNames(String text, List<Replaced> replaced) {
    for (KnownNames.Found found : known.find(text)) {
      if (replaced.stream().noneMatch(r -> found.start() < r.end() && r.start() < found.end())) {
        replaced.add(
            replaced(
                text,
                found.start(),
                found.end(),
                found.type(),
                found.key(),
                OptionalDouble.empty()));
      }
    }
  }

  private Replaced replaced(
      String text, int start, int end, String type, String key, OptionalDouble probability) {
    return new Replaced(
        start, end, type, text.substring(start, end), placeholder(type, key), probability);
  }

  private String placeholder(String type, String key) {
    return placeholders.computeIfAbsent(
        type + " " + key, k -> "[" + type + " " + counts.merge(type, 1, Integer::sum) + "]");
  }
}
