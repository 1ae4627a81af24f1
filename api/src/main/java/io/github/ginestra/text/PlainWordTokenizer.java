package io.github.ginestra.text;

import static io.github.ginestra.internal.Unicode.isSpace;
import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static java.lang.Character.isDigit;

import io.github.ginestra.internal.text.NormalForm;

/** See {@link Tokenizer#words} and {@link Tokenizer#plainWords}. */
final class PlainWordTokenizer extends NormalizingTokenizer {
  /**
   * Creates one of the two kinds.
   *
   * @param form how a text is normalised
   * @param dividesScripts whether letters of scripts without spaces are tokens by themselves
   */
  PlainWordTokenizer(String name, NormalForm form, boolean dividesScripts) {
    super(name, false, form, dividesScripts);
  }

  @Override
  int next(DecodedText text, int from, Sink sink) {
    int start = endOfSpace(text, from);
    int first = text.at(start);
    if (first == END) {
      return END;
    }
    int end = isOfWord(first) ? endOfWord(text, start) : start + Character.charCount(first);
    String surface = isOfWord(first) ? text.slice(start, end) : Character.toString(first);
    sink.add(Token.lowerCased(surface), start, end);
    return end;
  }

  @Override
  boolean isOfWord(int c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static int endOfSpace(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); isSpace(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }
}
