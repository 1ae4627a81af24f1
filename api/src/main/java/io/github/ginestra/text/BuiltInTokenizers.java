package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import java.util.Map;
import java.util.TreeMap;

/** The tokenizers that {@link Tokenizer} offers. */
final class BuiltInTokenizers {
  static final Tokenizer WORDS = new WordTokenizer();
  static final Tokenizer PLAIN_WORDS = new PlainWordTokenizer();
  static final Tokenizer CHARACTERS = new CharacterTokenizer();
  static final Tokenizer SPACED_WORDS = new SpacedWordTokenizer();

  private static final Map<String, Tokenizer> BY_NAME =
      new TreeMap<>(
          Map.of(
              WORDS.name(), WORDS,
              PLAIN_WORDS.name(), PLAIN_WORDS,
              CHARACTERS.name(), CHARACTERS,
              SPACED_WORDS.name(), SPACED_WORDS));

  private BuiltInTokenizers() {}

  /** See {@link Tokenizer#named}. */
  static Tokenizer named(String name) {
    Tokenizer found = BY_NAME.get(Checks.notNull(name, "name"));
    if (found == null) {
      throw new IllegalArgumentException(
          "name (" + name + ") is not that of a tokenizer; there are " + BY_NAME.keySet());
    }
    return found;
  }
}
