package io.github.ginestra.cli;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.text.TextKey;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A look at data before they are learned from. What is suspicious, the library warns of. */
final class DataLook {
  /** How many labels are named. */
  private static final int NAMED = 8;

  private DataLook() {}

  /** Says what labelled texts are, and puts the same to the figures. */
  static void at(String name, Examples examples, Console console, Figures figures) {
    Map<String, Integer> counts = examples.counts();
    texts(name, examples, counts, console, figures);
    if (examples.isEmpty()) {
      return;
    }
    Map.Entry<String, Integer> majority = largest(counts).get(0);
    double baseline = (double) majority.getValue() / examples.size();
    console.say(
        "baseline always %s is right for %.1f %%",
        Printable.quoted(majority.getKey()), 100 * baseline);
    figures.put("majorityAccuracy", baseline);
  }

  /** Says what texts with several labels are, and puts the same to the figures. */
  static void at(
      String name, Examples examples, String separator, Console console, Figures figures) {
    Map<String, Integer> counts = new TreeMap<>();
    int without = 0;
    for (Example example : examples) {
      Set<String> labels = Labels.split(example.label(), separator);
      labels.forEach(label -> counts.merge(label, 1, Integer::sum));
      without += labels.isEmpty() ? 1 : 0;
    }
    texts(name, examples, counts, console, figures);
    if (examples.isEmpty()) {
      return;
    }
    double mean =
        counts.values().stream().mapToInt(Integer::intValue).sum() / (double) examples.size();
    console.say("each     has %.2f labels on average; %,d texts have none", mean, without);
    figures.put("meanLabels", mean).put("withoutLabels", without);
  }

  private static void texts(
      String name,
      Examples examples,
      Map<String, Integer> counts,
      Console console,
      Figures figures) {
    int size = examples.size();
    console.say("data     %s: %,d texts, %,d labels", name, size, counts.size());
    figures.put("data", name).put("texts", size).put("labels", counts);
    if (size > 0) {
      console.say("labels   %s", named(largest(counts), size));
      lengths(examples.texts(), "characters", console, figures);
      repeats(examples, console, figures);
    }
  }

  private static List<Map.Entry<String, Integer>> largest(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .toList();
  }

  private static String named(List<Map.Entry<String, Integer>> largest, int size) {
    String first =
        largest.stream()
            .limit(NAMED)
            .map(
                label ->
                    String.format(
                        Locale.ROOT,
                        "%s %,d (%.1f %%)",
                        Printable.of(label.getKey()),
                        label.getValue(),
                        100.0 * label.getValue() / size))
            .collect(Collectors.joining(", "));
    int more = largest.size() - NAMED;
    return more <= 0
        ? first
        : first
            + String.format(
                Locale.ROOT,
                ", and %,d more, the smallest with %,d",
                more,
                largest.get(largest.size() - 1).getValue());
  }

  private static void lengths(List<String> texts, String unit, Console console, Figures figures) {
    long blank = texts.stream().filter(String::isBlank).count();
    lengths(texts.stream().mapToInt(String::length), unit, blank, console, figures);
  }

  private static void lengths(
      IntStream each, String unit, long blank, Console console, Figures figures) {
    int[] lengths = each.sorted().toArray();
    int median = lengths[lengths.length / 2];
    int ninth = lengths[(int) (0.9 * (lengths.length - 1))];
    int longest = lengths[lengths.length - 1];
    console.say(
        "lengths  median %,d %s, 90 %% up to %,d, longest %,d%s",
        median,
        unit,
        ninth,
        longest,
        blank == 0 ? "" : String.format(Locale.ROOT, "; %,d are blank", blank));
    figures.put("medianLength", median).put("longest", longest).put("blank", blank);
  }

  /** Texts that repeat an earlier one, and those of which different things are said. */
  private static void repeats(Examples examples, Console console, Figures figures) {
    int repeated = examples.size() - examples.distinct().size();
    Map<String, Set<String>> labels = new HashMap<>();
    for (Example example : examples) {
      labels.computeIfAbsent(example.text(), text -> new HashSet<>()).add(example.label());
    }
    repeats("texts", repeated, torn(labels), "labelled", console, figures);
    figures.put("withSeveralLabels", torn(labels));
  }

  /** How many texts have different things said of them. */
  private static long torn(Map<String, ? extends Set<?>> said) {
    return said.values().stream().filter(set -> set.size() > 1).count();
  }

  private static void repeats(
      String what, long repeated, long torn, String how, Console console, Figures figures) {
    if (repeated > 0) {
      console.say(
          "repeats  %,d %s repeat an earlier one%s",
          repeated,
          what,
          torn == 0
              ? ""
              : String.format(Locale.ROOT, "; %,d %s are %s in several ways", torn, what, how));
    }
    figures.put("repeated", repeated);
  }

  /** Says what tagged texts are, and puts the same to the figures. */
  static void at(String name, TaggedTexts texts, Console console, Figures figures) {
    Map<String, Integer> tags = new HashMap<>();
    for (TaggedText text : texts) {
      text.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum));
    }
    int tokens = (int) texts.tokens();
    console.say(
        "data     %s: %,d texts, %,d tokens, %,d tags", name, texts.size(), tokens, tags.size());
    figures.put("data", name).put("texts", texts.size()).put("tokens", tokens);
    figures.put("tags", new TreeMap<>(tags));
    if (tokens > 0) {
      List<Map.Entry<String, Integer>> largest = largest(tags);
      console.say("tags     %s", named(largest, tokens));
      lengthsAndRepeats(texts, console, figures);
      double baseline = (double) largest.get(0).getValue() / tokens;
      console.say(
          "baseline always %s is right for %.1f %% of the tokens",
          Printable.quoted(largest.get(0).getKey()), 100 * baseline);
      figures.put("majorityAccuracy", baseline);
    }
  }

  private static void lengthsAndRepeats(TaggedTexts texts, Console console, Figures figures) {
    long blank = texts.stream().filter(text -> text.size() == 0).count();
    lengths(texts.stream().mapToInt(TaggedText::size), "tokens", blank, console, figures);
    Map<String, Set<List<String>>> tags = new HashMap<>();
    for (TaggedText text : texts) {
      tags.computeIfAbsent(TextKey.of(text.text()), key -> new HashSet<>()).add(text.tags());
    }
    repeats("texts", texts.size() - tags.size(), torn(tags), "tagged", console, figures);
    figures.put("taggedInSeveralWays", torn(tags));
  }

  /** Says what texts without labels are, or a single one's lines; and puts it to the figures. */
  static void at(String name, List<String> texts, Console console, Figures figures) {
    long characters = texts.stream().mapToLong(String::length).sum();
    long different = texts.stream().flatMapToInt(String::chars).distinct().count();
    console.say(
        "data     %s: %,d %s, %,d characters, %,d different ones",
        name, texts.size(), texts.size() == 1 ? "text" : "texts", characters, different);
    figures
        .put("data", name)
        .put("texts", texts.size())
        .put("characters", characters)
        .put("differentCharacters", different);
    long count = parts(texts).count();
    if (count > 0) {
      boolean lines = texts.size() == 1;
      String unit = lines ? "characters a line" : "characters";
      lengths(parts(texts).mapToInt(String::length), unit, 0, console, figures);
      long repeated = count - parts(texts).mapToLong(TextKey::hash).distinct().count();
      repeats(lines ? "lines" : "texts", repeated, 0, "", console, figures);
    }
  }

  /** The texts, or the lines of a single one; no blank ones. */
  private static Stream<String> parts(List<String> texts) {
    Stream<String> parts = texts.size() == 1 ? texts.get(0).lines() : texts.stream();
    return parts.filter(part -> !part.isBlank());
  }
}
