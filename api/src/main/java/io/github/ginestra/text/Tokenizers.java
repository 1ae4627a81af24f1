package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import java.util.Map;
import java.util.TreeMap;

/** The tokenizers there are. */
public final class Tokenizers {
  private static final Tokenizer WORDS = new WordTokenizer();
  private static final Tokenizer PLAIN_WORDS = new PlainWordTokenizer();
  private static final Tokenizer CHARACTERS = new CharacterTokenizer();
  private static final Tokenizer SPACED_WORDS = new SpacedWordTokenizer();
  private static final Map<String, Tokenizer> BY_NAME =
      new TreeMap<>(
          Map.of(
              WORDS.name(), WORDS,
              PLAIN_WORDS.name(), PLAIN_WORDS,
              CHARACTERS.name(), CHARACTERS,
              SPACED_WORDS.name(), SPACED_WORDS));

  private Tokenizers() {}

  /**
   * Words, for models that learn their own vectors: {@code "words"}. What is written in many ways
   * but means the same becomes one token.
   *
   * <ul>
   *   <li>HTML entities are decoded (<code>&amp;lt;</code> is read as {@code <}), with or without
   *       the semicolon where HTML allows that; characters U+0080 to U+009F, which nobody writes,
   *       are read as the Windows-1252 characters that they are the remains of.
   *   <li>A word is a run of letters, in lower case; it may hold one apostrophe between letters,
   *       straight or typographic, which becomes the straight one: {@code don't}. Letters are those
   *       of any script, and numbers that are no decimal digits, such as ½; combining marks belong
   *       to the letter before them.
   *   <li>A run of decimal digits of any script becomes its length: {@code <d5>}; {@code <d12>} is
   *       twelve or more.
   *   <li>What begins with {@code http://}, {@code https://} or {@code www.}, up to the next white
   *       space, becomes {@code <url>}; so does a word beginning with {@code http} or {@code www},
   *       the remains of a link.
   *   <li>Every other character is a token of its own, but for white space and the underscore,
   *       which only separate.
   * </ul>
   *
   * <p>The letter case of the folded tokens {@code <d5>} and {@code <url>} is {@link
   * LetterCase#LOWER}.
   *
   * @return the tokenizer
   */
  public static Tokenizer words() {
    return WORDS;
  }

  /**
   * Words in lower case but otherwise unchanged, for pretrained vectors: {@code "plain-words"}. A
   * word is a run of letters, digits and underscores and may hold one apostrophe, straight or
   * typographic; every other character that is not white space is a token of its own. Nothing is
   * decoded, replaced or folded. Combining marks belong to the letter before them.
   *
   * @return the tokenizer
   */
  public static Tokenizer plainWords() {
    return PLAIN_WORDS;
  }

  /**
   * Unchanged characters, white space included: {@code "characters"}. Each code point is a token;
   * nothing is decoded or lower-cased.
   *
   * @return the tokenizer
   */
  public static Tokenizer characters() {
    return CHARACTERS;
  }

  /**
   * Unchanged words, each with the space before it, for language models: {@code "spaced-words"}.
   * The tokens one after the other are the text again, to the last character.
   *
   * <ul>
   *   <li>A word is a run of letters; an apostrophe, straight or typographic, between two letters
   *       ends it and belongs to it: {@code dell'} and {@code amore}. Combining marks belong to the
   *       letter before them.
   *   <li>Every other character is a token of its own, digits and line feeds too.
   *   <li>One space before a word or another character that is no white space belongs to that
   *       token; any other white space is a token of its own.
   * </ul>
   *
   * @return the tokenizer
   */
  public static Tokenizer spacedWords() {
    return SPACED_WORDS;
  }

  /**
   * Returns the tokenizer of a name from a saved model.
   *
   * @param name the name
   * @return the tokenizer whose {@link Tokenizer#name} that is
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Tokenizer named(String name) {
    Tokenizer found = BY_NAME.get(Checks.notNull(name, "name"));
    if (found == null) {
      throw new IllegalArgumentException(
          "name (" + name + ") is not that of a tokenizer; there are " + BY_NAME.keySet());
    }
    return found;
  }
}
