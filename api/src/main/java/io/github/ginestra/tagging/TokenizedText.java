package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with its tokens.
 *
 * @param tokens the tokens as they are written
 * @param spans where each is in the text
 */
record TokenizedText(String text, List<String> tokens, List<Span> spans) {

  /**
   * Tokens with a space between any two.
   *
   * @throws IllegalArgumentException if a token is empty
   */
  static TokenizedText of(List<String> given) {
    List<String> tokens = List.copyOf(Checks.notNull(given, "tokens"));
    List<Span> spans = new ArrayList<>(tokens.size());
    int start = 0;
    for (String token : tokens) {
      if (token.isEmpty()) {
        throw new IllegalArgumentException("token " + spans.size() + " must not be empty");
      }
      spans.add(new Span(start, start + token.length()));
      start += token.length() + 1;
    }
    return new TokenizedText(String.join(" ", tokens), tokens, spans);
  }

  /** The tokens of a text; those that share a place, or have none of their own, are one. */
  static TokenizedText of(String text, Tokenizer tokenizer) {
    List<Span> spans = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    int end = 0;
    for (Span span : Checks.notNull(tokenizer, "tokenizer").spans(text, Integer.MAX_VALUE)) {
      if (span.start() >= end && span.end() > span.start()) {
        spans.add(span);
        tokens.add(span.of(text));
        end = span.end();
      }
    }
    return new TokenizedText(text, tokens, spans);
  }
}
