package io.github.ginestra.internal.text;

import io.github.ginestra.internal.Unicode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What texts have in common that look the same but for letter case and white space. */
public final class TextKey {
  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** Any white space but a single space. */
  private static final Pattern NOT_COLLAPSED =
      Pattern.compile(" \\s|[\\s&&[^ ]]", Pattern.UNICODE_CHARACTER_CLASS);

  private TextKey() {}

  /** The text in its folded form, trimmed, with white space collapsed and case folded. */
  public static String of(String text) {
    String folded = NormalForm.FOLDED.of(text);
    String collapsed =
        NOT_COLLAPSED.matcher(folded).find()
            ? WHITE_SPACE.matcher(folded).replaceAll(" ")
            : folded; // most texts need no copy
    return Unicode.lowerCase(Unicode.upperCase(collapsed.strip()));
  }

  /** The places of texts in groups of those that have the same key, in order. */
  public static List<List<Integer>> groups(List<String> texts) {
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byKey.computeIfAbsent(of(texts.get(i)), key -> new ArrayList<>()).add(i);
    }
    return new ArrayList<>(byKey.values());
  }

  /** A hash of the key, by which two different texts hardly ever meet. */
  public static long hash(String text) {
    String key = of(text);
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
  }
}
