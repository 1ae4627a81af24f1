package io.github.ginestra.text;

import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.at;
import static io.github.ginestra.internal.text.Characters.isApostrophe;
import static io.github.ginestra.internal.text.Characters.isDigit;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static io.github.ginestra.internal.text.Characters.isMark;
import static io.github.ginestra.internal.text.Characters.isSpace;

/** See {@link Tokenizer#plainWords}. */
final class PlainWordTokenizer extends ScanningTokenizer<String> {
  @Override
  public String name() {
    return "plain-words";
  }

  @Override
  String read(String text) {
    return text;
  }

  @Override
  int next(String text, int from, Sink sink) {
    int start = endOfSpace(text, from);
    int first = at(text, start);
    if (first == END) {
      return END;
    }
    int end = isOfWord(first) ? endOfWord(text, start) : start + Character.charCount(first);
    String surface = isOfWord(first) ? text.substring(start, end) : Character.toString(first);
    sink.add(Token.lowerCased(surface), start, end);
    return end;
  }

  private static boolean isOfWord(int c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static int endOfWord(String text, int start) {
    int end = endOfRun(text, start);
    boolean joined = isApostrophe(at(text, end)) && isOfWord(at(text, end + 1));
    return joined ? endOfRun(text, end + 1) : end;
  }

  private static int endOfRun(String text, int start) {
    int end = start;
    for (int c = at(text, end); isOfWord(c) || isMark(c); c = at(text, end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private static int endOfSpace(String text, int start) {
    int end = start;
    for (int c = at(text, end); isSpace(c); c = at(text, end)) {
      end += Character.charCount(c);
    }
    return end;
  }
}
