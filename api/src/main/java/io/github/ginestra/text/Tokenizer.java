package io.github.ginestra.text;

import java.util.List;

/**
 * Splits a text into tokens. A pure function, safe for many threads: the same text must always give
 * the same tokens, because saved models depend on it.
 *
 * @see Tokenizers
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
   * Returns the positions of the tokens in the text. For the tokenizers of {@link Tokenizers} they
   * are exact; two tokens have the same position if they come from one HTML entity.
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
}
