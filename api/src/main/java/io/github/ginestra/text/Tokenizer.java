package io.github.ginestra.text;

import java.util.List;

/**
 * Cuts a text into tokens. A pure function, safe for many threads: the same text gives the same
 * tokens for ever, because saved models depend on it.
 *
 * @see Tokenizers
 */
public interface Tokenizer {

  /**
   * Returns the name that stands in saved models. It never changes, and tokenizers that cut
   * differently have different names.
   *
   * @return the name
   */
  String name();

  /**
   * Cuts a text. It is read only as far as needed for the tokens asked for.
   *
   * @param text any text; unpaired surrogates are read as U+FFFD
   * @param limit the most tokens to return; 1 or more
   * @return the first {@code limit} tokens, fewer if there are no more, none if the text is empty
   *     or blank; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  List<Token> tokenize(String text, int limit);
}
