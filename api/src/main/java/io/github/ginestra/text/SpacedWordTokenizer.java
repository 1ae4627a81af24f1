package io.github.ginestra.text;

import static io.github.ginestra.internal.Unicode.isMark;
import static io.github.ginestra.internal.Unicode.isSpace;
import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.at;
import static io.github.ginestra.internal.text.Characters.isApostrophe;
import static io.github.ginestra.internal.text.Characters.isLetter;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.text.Token.LetterCase;

/** See {@link Tokenizer#spacedWords}. */
final class SpacedWordTokenizer extends ScanningTokenizer<String> {
  @Override
  public String name() {
    return "spaced-words";
  }

  @Override
  String read(String text) {
    return text;
  }

  @Override
  int next(String text, int from, Sink sink) {
    if (at(text, from) == END) {
      return END;
    }
    int end = end(text, from);
    String token = Unicode.wellFormed(text.substring(from, end));
    sink.add(new Token(token, LetterCase.of(token.strip())), from, end);
    return end;
  }

  /** The end of the token that starts at {@code start}. */
  private static int end(String text, int start) {
    int first = at(text, start);
    int next = at(text, start + 1);
    boolean leads = first == ' ' && next != END && !isSpace(next);
    int begin = leads ? start + 1 : start;
    int c = at(text, begin);
    return isLetter(c) ? endOfWord(text, begin) : begin + Character.charCount(c);
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    for (int c = at(text, end); isLetter(c) || isMark(c); c = at(text, end)) {
      end += Character.charCount(c);
    }
    return isApostrophe(at(text, end)) && isLetter(at(text, end + 1)) ? end + 1 : end;
  }
}
