package io.github.ginestra.text;

import static io.github.ginestra.text.Characters.END;
import static io.github.ginestra.text.Characters.isApostrophe;
import static io.github.ginestra.text.Characters.isDigit;
import static io.github.ginestra.text.Characters.isLetter;
import static io.github.ginestra.text.Characters.isMark;
import static io.github.ginestra.text.Characters.isSpace;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** See {@link Tokenizers#words}. */
final class WordTokenizer implements Tokenizer {
  private static final Token LINK = Token.asWritten("<url>");

  /** The token of n digits at n - 1; the last stands for all longer runs too. */
  private static final List<Token> NUMBERS =
      IntStream.rangeClosed(1, 12).mapToObj(n -> Token.asWritten("<d" + n + ">")).toList();

  @Override
  public String name() {
    return "words";
  }

  @Override
  public List<Token> tokenize(String text, int limit) {
    Checks.notNull(text, "text");
    Checks.positive(limit, "limit");
    DecodedText decoded = new DecodedText(text);
    List<Token> tokens = new ArrayList<>();
    int end = 0;
    while (tokens.size() < limit) {
      int start = endOfGap(decoded, end);
      if (decoded.at(start) == END) {
        break;
      }
      end = addToken(decoded, start, tokens);
    }
    return Collections.unmodifiableList(tokens);
  }

  /** Adds the token that starts at {@code start} and returns its end. */
  private static int addToken(DecodedText text, int start, List<Token> tokens) {
    int first = text.at(start);
    if (isDigit(first)) {
      return addNumber(text, start, tokens);
    }
    if (!isLetter(first)) {
      tokens.add(Token.lowerCased(Character.toString(first)));
      return start + Character.charCount(first);
    }
    if (isLink(text, start)) {
      tokens.add(LINK);
      return endOfLink(text, start);
    }
    int end = endOfWord(text, start);
    tokens.add(word(text.slice(start, end)));
    return end;
  }

  private static Token word(String surface) {
    Token word = Token.lowerCased(surface.replace('’', '\''));
    boolean remainsOfLink = word.text().startsWith("http") || word.text().startsWith("www");
    return remainsOfLink ? LINK : word;
  }

  private static int addNumber(DecodedText text, int start, List<Token> tokens) {
    int digits = 0;
    int end = start;
    for (int c = text.at(end); isDigit(c); c = text.at(end)) {
      end += Character.charCount(c);
      digits++;
    }
    tokens.add(NUMBERS.get(Math.min(digits, NUMBERS.size()) - 1));
    return end;
  }

  private static int endOfWord(DecodedText text, int start) {
    int end = endOfLetters(text, start);
    boolean joined = isApostrophe(text.at(end)) && isLetter(text.at(end + 1));
    return joined ? endOfLetters(text, end + 1) : end;
  }

  private static int endOfLetters(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); isLetter(c) || isMark(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isLink(DecodedText text, int start) {
    return isLink(text, start, "http://")
        || isLink(text, start, "https://")
        || isLink(text, start, "www.");
  }

  private static boolean isLink(DecodedText text, int start, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (Character.toLowerCase(text.at(start + i)) != prefix.charAt(i)) {
        return false;
      }
    }
    int next = text.at(start + prefix.length());
    return next != END && !isSpace(next);
  }

  private static int endOfLink(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); c != END && !isSpace(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  /** The end of what only separates: white space and underscores. */
  private static int endOfGap(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); c == '_' || isSpace(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }
}
