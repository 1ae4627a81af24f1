package io.github.ginestra.text;

import static io.github.ginestra.text.Characters.END;
import static io.github.ginestra.text.Characters.at;
import static io.github.ginestra.text.Characters.isApostrophe;
import static io.github.ginestra.text.Characters.isDigit;
import static io.github.ginestra.text.Characters.isLetter;
import static io.github.ginestra.text.Characters.isMark;
import static io.github.ginestra.text.Characters.isSpace;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** See {@link Tokenizers#plainWords}. */
final class PlainWordTokenizer implements Tokenizer {
  @Override
  public String name() {
    return "plain-words";
  }

  @Override
  public List<Token> tokenize(String text, int limit) {
    Checks.notNull(text, "text");
    Checks.positive(limit, "limit");
    List<Token> tokens = new ArrayList<>();
    int end = 0;
    while (tokens.size() < limit) {
      int start = endOfSpace(text, end);
      if (at(text, start) == END) {
        break;
      }
      end = addToken(text, start, tokens);
    }
    return Collections.unmodifiableList(tokens);
  }

  private static int addToken(String text, int start, List<Token> tokens) {
    int first = at(text, start);
    if (!isOfWord(first)) {
      tokens.add(Token.lowerCased(Character.toString(first)));
      return start + Character.charCount(first);
    }
    int end = endOfWord(text, start);
    tokens.add(Token.lowerCased(text.substring(start, end)));
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
