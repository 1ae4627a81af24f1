package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.text.NormalForm;
import java.util.Map;
import java.util.TreeMap;

/** The tokenizers that {@link Tokenizer} offers. */
final class BuiltInTokenizers {
  static final Tokenizer WORDS = new PlainWordTokenizer("neutral-words", NormalForm.VISIBLE, true);
  static final Tokenizer AUTOMATIC = new PlainWordTokenizer("automatic", NormalForm.VISIBLE, true);
  static final Tokenizer PLAIN_WORDS =
      new PlainWordTokenizer("plain-words", NormalForm.NONE, false);
  static final Tokenizer MESSAGES = new MessageTokenizer("messages", NormalForm.FOLDED, true);
  static final Tokenizer CHARACTERS = new CharacterTokenizer();
  static final Tokenizer SPACED_WORDS = new SpacedWordTokenizer();

  /** The tokenizer of models of version 0.1. */
  private static final Tokenizer OLD_WORDS = new MessageTokenizer("words", NormalForm.NONE, false);

  private static final Map<String, Tokenizer> BY_NAME =
      new TreeMap<>(
          Map.of(
              AUTOMATIC.name(), AUTOMATIC,
              WORDS.name(), WORDS,
              MESSAGES.name(), MESSAGES,
              OLD_WORDS.name(), OLD_WORDS,
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
