package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.text.Characters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tokenizer that goes through a text from its beginning to its end, and so knows where each token
 * stands.
 *
 * @param <S> the text as it is gone through
 */
abstract class ScanningTokenizer<S> implements Tokenizer {

  /** Takes in the tokens, one after the other. */
  interface Sink {
    void add(Token token, int start, int end);
  }

  /** What is gone through. */
  abstract S read(String text);

  /**
   * Goes on to the next token.
   *
   * @param from where the token before ends, 0 at first
   * @param sink is given the token, if there is one
   * @return where it ends; {@link Characters#END} if there are no more
   */
  abstract int next(S text, int from, Sink sink);

  /** Where a stretch of what is gone through stands in the text. */
  Span span(S text, int start, int end) {
    return new Span(start, end);
  }

  @Override
  public final List<Token> tokenize(String text, int limit) {
    List<Token> tokens = new ArrayList<>();
    scan(read(Checks.notNull(text, "text")), limit, (token, start, end) -> tokens.add(token));
    return Collections.unmodifiableList(tokens);
  }

  @Override
  public final List<Span> spans(String text, int limit) {
    S read = read(Checks.notNull(text, "text"));
    List<Span> spans = new ArrayList<>();
    scan(read, limit, (token, start, end) -> spans.add(span(read, start, end)));
    return Collections.unmodifiableList(spans);
  }

  private void scan(S text, int limit, Sink sink) {
    Checks.positive(limit, "limit");
    int end = 0;
    for (int k = 0; k < limit && end != Characters.END; k++) {
      end = next(text, end, sink);
    }
  }
}
