package io.github.ginestra.text;

import io.github.ginestra.text.Token.LetterCase;
import java.util.List;

/**
 * Splits a text into tokens. A pure function, safe for many threads: the same text must always give
 * the same tokens, because saved models depend on it. Static methods return the built-in
 * tokenizers.
 */
public interface Tokenizer {

  /**
   * Returns the name, which is written to saved models. It never changes, and tokenizers that split
   * differently have different names.
   *
   * @return the name
   */
  String name();

  /**
   * Splits a text, which is read only as far as needed for the requested tokens.
   *
   * @param text any text; unpaired surrogates are read as U+FFFD
   * @param limit the greatest number of tokens to return; 1 or more
   * @return the first {@code limit} tokens, fewer if there are no more, none if the text is empty
   *     or blank; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  List<Token> tokenize(String text, int limit);

  /**
   * Returns the positions of the tokens in the text. For built-in tokenizers they are exact; two
   * tokens have the same position if they come from one HTML entity.
   *
   * <p>The default implementation searches for each token's text after the previous token, ignoring
   * letter case. A token that is not found, because its text differs from the original, is assigned
   * the whole gap between its neighbours that are found, without white space at the ends. The work
   * is linear in the length of the text and its tokens: if very many tokens are not found, later
   * ones are searched only in the next 256 characters. A tokenizer that rewrites the text (stems,
   * folded numbers) should override this method.
   *
   * @param text any text
   * @param limit the greatest number of tokens; 1 or more
   * @return the position of each token of {@link #tokenize}, in their order; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  default List<Span> spans(String text, int limit) {
    return TokenSearch.find(text, tokenize(text, limit));
  }

  /**
   * Leaves the choice to the training of a classifier: {@link #characters()} if nine tenths of the
   * training texts are a single word without white space, such as names, and there are no
   * pretrained vectors, else {@link #words()}. This is the default of {@link
   * io.github.ginestra.classification.Classifiers#text()}; its name is {@code "automatic"}. The
   * trained classifier names the tokenizer that was chosen. Used by itself, it splits like {@link
   * #words()}.
   *
   * @return the tokenizer
   */
  static Tokenizer automatic() {
    return BuiltInTokenizers.AUTOMATIC;
  }

  /**
   * Words in lower case, for any kind of text; its name is {@code "neutral-words"}.
   *
   * <ul>
   *   <li>Texts that look the same have the same tokens: letters are composed (NFC), and characters
   *       that are never seen are left out, such as soft hyphens, zero-width spaces, variation
   *       selectors and direction marks.
   *   <li>A word is a run of letters, digits and underscores and may contain one apostrophe,
   *       straight or typographic. Combining marks belong to the letter before them. Every other
   *       character that is not white space is a token by itself. Nothing is decoded or folded.
   *   <li>A letter of a script that is written without spaces (Chinese, Japanese, Thai, Lao, Khmer,
   *       Burmese) is a token by itself, with the marks after it.
   * </ul>
   *
   * @return the tokenizer
   */
  static Tokenizer words() {
    return BuiltInTokenizers.WORDS;
  }

  /**
   * Words of short messages, folded so that different spellings become one token; the tokenizer of
   * the spam preset. Its name is {@code "messages"}. It suits texts in which only the kind of a
   * number or link matters, such as telephone numbers. Where the numbers themselves matter, as in
   * "alarm at 7", use {@link #words()}.
   *
   * <ul>
   *   <li>HTML entities are decoded (<code>&amp;lt;</code> is read as {@code <}), with or without
   *       the semicolon where HTML allows that; characters U+0080 to U+009F are read as the
   *       Windows-1252 characters that they originally were.
   *   <li>Then letters get their compatibility form (NFKC), so that full-width and mathematical
   *       letters are ordinary ones. Characters that are never seen are left out, such as soft
   *       hyphens, zero-width spaces, variation selectors and direction marks.
   *   <li>A word is a run of letters, in lower case; it may contain one apostrophe between letters,
   *       straight or typographic, which becomes the straight one: {@code don't}. Letters are those
   *       of any script, and numbers other than decimal digits; combining marks belong to the
   *       letter before them. A letter of a script without spaces is a token by itself, as for
   *       {@link #words()}.
   *   <li>A run of decimal digits of any script becomes its length: {@code <d5>}; {@code <d12>} is
   *       twelve or more.
   *   <li>A link, which begins with {@code http://}, {@code https://} or {@code www.} and ends
   *       before white space, becomes {@code <url>}; so does a word beginning with {@code http} or
   *       {@code www}, the rest of a broken link.
   *   <li>Every other character is a token by itself, except white space and the underscore, which
   *       separate tokens.
   * </ul>
   *
   * <p>The letter case of the folded tokens {@code <d5>} and {@code <url>} is {@link
   * LetterCase#LOWER}.
   *
   * @return the tokenizer
   */
  static Tokenizer messages() {
    return BuiltInTokenizers.MESSAGES;
  }

  /**
   * Words in lower case, otherwise unchanged, for pretrained vectors; its name is {@code
   * "plain-words"}. A word is a run of letters, digits and underscores and may contain one
   * apostrophe, straight or typographic; every other character that is not white space is a token
   * by itself. Nothing is decoded, replaced or folded. Combining marks belong to the letter before
   * them.
   *
   * @return the tokenizer
   */
  static Tokenizer plainWords() {
    return BuiltInTokenizers.PLAIN_WORDS;
  }

  /**
   * Characters, including white space; its name is {@code "characters"}. Each code point is a
   * token; nothing is decoded or lower-cased.
   *
   * @return the tokenizer
   */
  static Tokenizer characters() {
    return BuiltInTokenizers.CHARACTERS;
  }

  /**
   * Unchanged words, each with the space before it, for language models; its name is {@code
   * "spaced-words"}. The concatenated tokens are exactly the text.
   *
   * <ul>
   *   <li>A word is a run of letters; an apostrophe, straight or typographic, between two letters
   *       ends it and belongs to it: {@code dell'} and {@code amore}. Combining marks belong to the
   *       letter before them.
   *   <li>Every other character is a token by itself, also digits and line feeds.
   *   <li>One space before a word or another character that is not white space belongs to that
   *       token; any other white space is a token by itself.
   * </ul>
   *
   * @return the tokenizer
   */
  static Tokenizer spacedWords() {
    return BuiltInTokenizers.SPACED_WORDS;
  }

  /**
   * Returns the tokenizer with a name, as written in a saved model. In addition to those above
   * there is {@code "words"}, the tokenizer of version 0.1: {@link #messages()} without
   * normalisation, and without a rule for scripts without spaces.
   *
   * @param name the name
   * @return the tokenizer with this {@link Tokenizer#name}
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  static Tokenizer named(String name) {
    return BuiltInTokenizers.named(name);
  }
}
