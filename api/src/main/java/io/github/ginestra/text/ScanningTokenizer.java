package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.text.Characters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tokenizer that scans a text from its start to its end and therefore knows the position of each
 * token.
 *
 * @param <S> the text in the form that is scanned
 */
abstract class ScanningTokenizer<S> implements Tokenizer {

  /** Receives the tokens in order. */
  interface Sink {
    void add(Token token, int start, int end);
  }

  /** Prepares a text for scanning. */
  abstract S read(String text);

  /**
   * Finds the next token.
   *
   * @param from the end of the previous token, at first 0
   * @param sink receives the token, if there is one
   * @return its end; {@link Characters#END} if there are no more tokens
   */
  abstract int next(S text, int from, Sink sink);

  /** The position in the original text of a part of the scanned text. */
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
