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
   * Returns the name, which saved models contain. It never changes, and tokenizers that cut
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

  /**
   * Returns the positions of the tokens in the text. Those of {@link Tokenizers} know it exactly;
   * two tokens have the same place if they come from one HTML entity.
   *
   * <p>The default looks for each token's text after the token before it, letter case aside. A
   * token that is not found, because its text is not what was written, is said to stand in all that
   * lies between its neighbours that are found, white space at the ends left out. The work is
   * linear in the length of the text and its tokens: where very many tokens are not found, later
   * ones are looked for within the next 256 characters only. A tokenizer that rewrites what it
   * reads (stems, folded numbers) should override this method.
   *
   * @param text any text
   * @param limit the most tokens to look at; 1 or more
   * @return the place of each token of {@link #tokenize}, in their order; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  default List<Span> spans(String text, int limit) {
    return TokenSearch.find(text, tokenize(text, limit));
  }
}
