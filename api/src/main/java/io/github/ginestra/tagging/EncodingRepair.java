package io.github.ginestra.tagging;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts tags of entities from one encoding to another, and reports what broke its rules. */
final class EncodingRepair {
  /** What is wrong → how often, and the first place. */
  private final Map<String, Found> faults = new LinkedHashMap<>();

  private record Found(int count, String first) {}

  private EncodingRepair() {}

  static TaggedTexts encoded(TaggedTexts texts, Encoding encoding) {
    EncodingRepair repair = new EncodingRepair();
    boolean begins = texts.stream().flatMap(t -> t.tags().stream()).anyMatch(t -> is(t, 'B'));
    boolean ends =
        texts.stream().flatMap(t -> t.tags().stream()).anyMatch(t -> is(t, 'E') || is(t, 'S'));
    List<TaggedText> converted = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      TaggedText text = texts.get(i);
      repair.check(text, i, begins, ends);
      List<EntityTags.Run> runs = EntityTags.entities(text.tags());
      List<String> tags = EntityTags.write(runs, text.size(), encoding);
      if (encoding == Encoding.IO && EntityTags.entities(tags).size() < runs.size()) {
        repair.add("entities of one type touch and become one, since IO cannot tell", text, i, 0);
      }
      converted.add(new TaggedText(text.text(), text.tokens(), text.spans(), tags));
    }
    List<String> warnings = new ArrayList<>(texts.warnings());
    repair.faults.forEach(
        (fault, found) ->
            warnings.add(fault + ": " + found.count() + " times, first " + found.first()));
    return TaggedTexts.of(converted, warnings);
  }

  private static boolean is(String tag, char place) {
    return EntityTags.place(tag) == place;
  }

  /**
   * Checks the tags of a text.
   *
   * @param begins whether the encoding marks the beginnings of entities
   * @param ends whether it marks their ends, too
   */
  private void check(TaggedText text, int number, boolean begins, boolean ends) {
    List<String> tags = text.tags();
    for (int t = 0; t < tags.size(); t++) {
      String before = t == 0 ? EntityTags.OUTSIDE : tags.get(t - 1);
      String tag = tags.get(t);
      boolean inside = is(tag, 'I') || is(tag, 'E');
      if (begins && inside && !EntityTags.continues(before, tag)) {
        add("an entity begins with " + EntityTags.place(tag), text, number, t);
      }
      boolean last = t == tags.size() - 1 || !EntityTags.continues(tag, tags.get(t + 1));
      if (ends && last && (is(tag, 'B') || is(tag, 'I'))) {
        add("an entity ends with " + EntityTags.place(tag), text, number, t);
      }
    }
  }

  private void add(String fault, TaggedText text, int number, int token) {
    String place =
        "in text "
            + (number + 1)
            + ", token "
            + (token + 1)
            + " ("
            + Printable.of(text.tokens().get(token) + " " + text.tags().get(token))
            + ")";
    faults.merge(fault, new Found(1, place), (old, now) -> new Found(old.count() + 1, old.first()));
  }
}
