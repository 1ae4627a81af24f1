package io.github.ginestra.cli;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
      Set<String> labels = labels(example, separator);
      labels.forEach(label -> counts.merge(label, 1, Integer::sum));
      without += labels.isEmpty() ? 1 : 0;
    }
    texts(name, examples, counts, console, figures);
    double mean =
        counts.values().stream().mapToInt(Integer::intValue).sum() / (double) examples.size();
    console.say("each     has %.2f labels on average; %,d texts have none", mean, without);
    figures.put("meanLabels", mean).put("withoutLabels", without);
  }

  private static Set<String> labels(Example example, String separator) {
    return Arrays.stream(example.label().split(Pattern.quote(separator), -1))
        .map(Labels::clean)
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toSet());
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
      lengths(examples.texts(), console, figures);
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

  private static void lengths(List<String> texts, Console console, Figures figures) {
    int[] lengths = texts.stream().mapToInt(String::length).sorted().toArray();
    int median = lengths[lengths.length / 2];
    int ninth = lengths[(int) (0.9 * (lengths.length - 1))];
    int longest = lengths[lengths.length - 1];
    long empty = texts.stream().filter(String::isBlank).count();
    console.say(
        "lengths  median %,d characters, 90 %% up to %,d, longest %,d%s",
        median,
        ninth,
        longest,
        empty == 0 ? "" : String.format(Locale.ROOT, "; %,d are blank", empty));
    figures.put("medianLength", median).put("longest", longest).put("blank", empty);
  }

  private static void repeats(Examples examples, Console console, Figures figures) {
    int repeated = examples.size() - examples.distinct().size();
    Map<String, Set<String>> labels = new HashMap<>();
    for (Example example : examples) {
      labels.computeIfAbsent(example.text(), text -> new HashSet<>()).add(example.label());
    }
    long torn = labels.values().stream().filter(set -> set.size() > 1).count();
    if (repeated > 0) {
      console.say(
          "repeats  %,d texts repeat an earlier one%s",
          repeated,
          torn == 0
              ? ""
              : String.format(Locale.ROOT, "; %,d texts are labelled in several ways", torn));
    }
    figures.put("repeated", repeated).put("withSeveralLabels", torn);
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
      double baseline = (double) largest.get(0).getValue() / tokens;
      console.say(
          "baseline always %s is right for %.1f %% of the tokens",
          Printable.quoted(largest.get(0).getKey()), 100 * baseline);
      figures.put("majorityAccuracy", baseline);
    }
  }

  /** Says what texts without labels are, and puts the same to the figures. */
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
  }
}
