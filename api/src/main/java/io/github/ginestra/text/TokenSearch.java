package io.github.ginestra.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the tokens of a tokenizer that does not tell where they stand. */
final class TokenSearch {
  private TokenSearch() {}

  /** See {@link Tokenizer#spans}. */
  static List<Span> find(String text, List<Token> tokens) {
    @Nullable Span[] found = new @Nullable Span[tokens.size()];
    int end = 0;
    for (int k = 0; k < found.length; k++) {
      String token = tokens.get(k).text();
      int start = token.isEmpty() ? -1 : indexOf(text, token, end);
      if (start >= 0) {
        end = start + token.length();
        found[k] = new Span(start, end);
      }
    }
    return withGaps(text, found);
  }

  private static int indexOf(String text, String token, int from) {
    for (int i = from; i + token.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, token, 0, token.length())) {
        return i;
      }
    }
    return -1;
  }

  /** Gives those not found what lies between their neighbours. */
  private static List<Span> withGaps(String text, @Nullable Span[] found) {
    List<Span> spans = new ArrayList<>(found.length);
    int before = 0;
    for (int k = 0; k < found.length; k++) {
      Span span = found[k];
      spans.add(span != null ? span : trimmed(text, before, startAfter(text, found, k)));
      before = span != null ? span.end() : before;
    }
    return Collections.unmodifiableList(spans);
  }

  private static int startAfter(String text, @Nullable Span[] found, int k) {
    for (Span span : Arrays.asList(found).subList(k + 1, found.length)) {
      if (span != null) {
        return span.start();
      }
    }
    return text.length();
  }

  private static Span trimmed(String text, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && Characters.isSpace(text.charAt(first))) {
      first++;
    }
    while (first < last && Characters.isSpace(text.charAt(last - 1))) {
      last--;
    }
    return new Span(first, last);
  }
}
