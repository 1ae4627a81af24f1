package io.github.ginestra.text;

import static io.github.ginestra.text.Characters.END;
import static io.github.ginestra.text.Characters.at;
import static io.github.ginestra.text.Characters.isApostrophe;
import static io.github.ginestra.text.Characters.isLetter;
import static io.github.ginestra.text.Characters.isMark;
import static io.github.ginestra.text.Characters.isSpace;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** See {@link Tokenizers#spacedWords}. */
final class SpacedWordTokenizer implements Tokenizer {
  @Override
  public String name() {
    return "spaced-words";
  }

  @Override
  public List<Token> tokenize(String text, int limit) {
    Checks.notNull(text, "text");
    Checks.positive(limit, "limit");
    List<Token> tokens = new ArrayList<>();
    int start = 0;
    while (start < text.length() && tokens.size() < limit) {
      int end = end(text, start);
      String token = repaired(text.substring(start, end));
      tokens.add(new Token(token, LetterCase.of(token.strip())));
      start = end;
    }
    return Collections.unmodifiableList(tokens);
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

  /** The same text with U+FFFD for unpaired surrogates. */
  private static String repaired(String token) {
    return token
        .codePoints()
        .map(Characters::orReplacement)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
