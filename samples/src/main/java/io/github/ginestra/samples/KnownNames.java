package io.github.ginestra.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of two words or more that were found once, to find them again wherever they are written,
 * even where a tagger misses them. Letter case and what is between the words do not count. Names of
 * one word are not remembered: they may be ordinary words elsewhere. For one thread.
 */
final class KnownNames {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** How many characters may be between two words of a name. */
  private static final int GAP = 3;

  private final Map<String, List<Name>> byFirstWord = new HashMap<>();

  private record Name(String type, String key, List<String> words) {}

  private static List<MatchResult> words(String text) {
    return WORD.matcher(text).results().toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Remembers a name, unless it is of one word. */
  void add(String type, String name, String key) {
    List<String> words = words(name).stream().map(word -> lower(word.group())).toList();
    if (words.size() > 1) {
      List<Name> alike = byFirstWord.computeIfAbsent(words.get(0), word -> new ArrayList<>());
      Name added = new Name(type, key, words);
      if (!alike.contains(added)) {
        alike.add(added);
      }
    }
  }

  /** Where the names are in a text, in its order; the longest where several begin. */
  List<Found> find(String text) {
    List<Found> found = new ArrayList<>();
    if (byFirstWord.isEmpty()) {
      return found;
    }
    List<MatchResult> words = words(text);
    for (int first = 0; first < words.size(); first++) {
      Name longest = longest(words, first);
      if (longest != null) {
        int last = first + longest.words.size() - 1;
        found.add(
            new Found(words.get(first).start(), words.get(last).end(), longest.type, longest.key));
        first = last;
      }
    }
    return found;
  }

  private @Nullable Name longest(List<MatchResult> words, int first) {
    Name longest = null;
    for (Name name : byFirstWord.getOrDefault(lower(words.get(first).group()), List.of())) {
      if ((longest == null || name.words.size() > longest.words.size())
          && begins(name.words, words, first)) {
        longest = name;
      }
    }
    return longest;
  }

  private static boolean begins(List<String> name, List<MatchResult> words, int first) {
    if (first + name.size() > words.size()) {
      return false;
    }
    for (int i = 1; i < name.size(); i++) {
      MatchResult word = words.get(first + i);
      boolean near = word.start() - words.get(first + i - 1).end() <= GAP;
      if (!near || !lower(word.group()).equals(name.get(i))) {
        return false;
      }
    }
    return true;
  }
}
