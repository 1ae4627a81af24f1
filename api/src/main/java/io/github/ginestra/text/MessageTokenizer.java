package io.github.ginestra.text;

import static io.github.ginestra.internal.Unicode.isSpace;
import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static java.lang.Character.isDigit;

import io.github.ginestra.internal.text.NormalForm;

/** See {@link Tokenizer#messages}. */
final class MessageTokenizer extends NormalizingTokenizer {
  private static final Token LINK = Token.asWritten("<url>");

  /** The token of n digits is at n - 1; the last one also represents longer numbers. */
  private static final Token[] NUMBERS = new Token[12];

  static {
    for (int n = 1; n <= NUMBERS.length; n++) {
      NUMBERS[n - 1] = Token.asWritten("<d" + n + ">");
    }
  }

  /**
   * Creates one of the two kinds.
   *
   * @param form how a text is normalised after it was decoded
   * @param dividesScripts whether letters of scripts without spaces are tokens by themselves
   */
  MessageTokenizer(String name, NormalForm form, boolean dividesScripts) {
    super(name, true, form, dividesScripts);
  }

  @Override
  int next(DecodedText text, int from, Sink sink) {
    int start = endOfGap(text, from);
    return text.at(start) == END ? END : addToken(text, start, sink);
  }

  /** Adds the token that starts at {@code start} and returns its end. */
  private int addToken(DecodedText text, int start, Sink sink) {
    int first = text.at(start);
    if (isDigit(first)) {
      return addNumber(text, start, sink);
    }
    if (!isLetter(first)) {
      int end = start + Character.charCount(first);
      sink.add(Token.lowerCased(Character.toString(first)), start, end);
      return end;
    }
    if (isLink(text, start)) {
      int end = endOfLink(text, start);
      sink.add(LINK, start, end);
      return end;
    }
    int end = endOfWord(text, start);
    sink.add(word(text.slice(start, end)), start, end);
    return end;
  }

  @Override
  boolean isOfWord(int c) {
    return isLetter(c);
  }

  private static Token word(String surface) {
    Token word = Token.lowerCased(surface.replace('’', '\''));
    boolean restOfLink = word.text().startsWith("http") || word.text().startsWith("www");
    return restOfLink ? LINK : word;
  }

  private static int addNumber(DecodedText text, int start, Sink sink) {
    int digits = 0;
    int end = start;
    for (int c = text.at(end); isDigit(c); c = text.at(end)) {
      end += Character.charCount(c);
      digits++;
    }
    sink.add(NUMBERS[Math.min(digits, NUMBERS.length) - 1], start, end);
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

  /** The end of separators: white space and underscores. */
  private static int endOfGap(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); c == '_' || isSpace(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }
}
