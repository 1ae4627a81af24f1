package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Unicode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the tokens of a tokenizer that does not report their positions. The work is linear
 * in the length of the text and its tokens together: a token that is not there is looked for to the
 * end of the text while this has not been done too often, then only nearby.
 */
final class TokenSearch {
  /** How far a token is looked for in any case. */
  private static final int NEARBY = 256;

  /** How often the text may be gone through for tokens that are not there. */
  private static final long PASSES = 64;

  private final String text;
  private final Set<String> absent = new HashSet<>();
  private long comparisons;

  private TokenSearch(String text, List<Token> tokens) {
    this.text = text;
    long characters = text.length();
    for (Token token : tokens) {
      characters += token.text().length();
    }
    comparisons = PASSES * characters;
  }

  /** See {@link Tokenizer#spans}. */
  static List<Span> find(String text, List<Token> tokens) {
    return withGaps(text, new TokenSearch(text, tokens).find(tokens));
  }

  private @Nullable Span[] find(List<Token> tokens) {
    @Nullable Span[] found = new @Nullable Span[tokens.size()];
    int end = 0;
    for (int k = 0; k < found.length; k++) {
      String token = tokens.get(k).text();
      int start = token.isEmpty() ? -1 : indexOf(token, end);
      if (start >= 0) {
        end = start + token.length();
        found[k] = new Span(start, end);
      }
    }
    return found;
  }

  private int indexOf(String token, int from) {
    if (absent.contains(token)) {
      return -1;
    }
    boolean everywhere = comparisons > 0;
    int last = text.length() - token.length();
    int stop = everywhere ? last : Math.min(last, from + NEARBY);
    for (int i = from; i <= stop; i++) {
      if (isAt(token, i)) {
        return i;
      }
      if (everywhere && comparisons <= 0) {
        everywhere = false;
        stop = Math.min(last, i + NEARBY);
      }
    }
    if (everywhere) {
      absent.add(token);
    }
    return -1;
  }

  private boolean isAt(String token, int place) {
    boolean begins = text.regionMatches(true, place, token, 0, 1);
    comparisons -= begins ? token.length() : 1;
    return text.regionMatches(true, place, token, 0, token.length());
  }

  /** Gives those not found what lies between their neighbours. */
  private static List<Span> withGaps(String text, @Nullable Span[] found) {
    int[] next = startsOfNext(text, found);
    List<Span> spans = new ArrayList<>(found.length);
    int before = 0;
    Span gap = null;
    for (int k = 0; k < found.length; k++) {
      Span span = found[k];
      if (span != null) {
        before = span.end();
        gap = null;
      } else if (gap == null) {
        gap = trimmed(text, before, next[k]);
      }
      spans.add(span != null ? span : Checks.notNull(gap, "gap"));
    }
    return Collections.unmodifiableList(spans);
  }

  /** For each token where the next one that is found begins, or the end of the text. */
  private static int[] startsOfNext(String text, @Nullable Span[] found) {
    int[] starts = new int[found.length];
    int start = text.length();
    for (int k = found.length - 1; k >= 0; k--) {
      starts[k] = start;
      Span span = found[k];
      start = span == null ? start : span.start();
    }
    return starts;
  }

  private static Span trimmed(String text, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && Unicode.isSpace(text.charAt(first))) {
      first++;
    }
    while (first < last && Unicode.isSpace(text.charAt(last - 1))) {
      last--;
    }
    return new Span(first, last);
  }
}
