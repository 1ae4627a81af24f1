package io.github.ginestra.text;

import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.isApostrophe;
import static io.github.ginestra.internal.text.Characters.isDigit;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static io.github.ginestra.internal.text.Characters.isMark;
import static io.github.ginestra.internal.text.Characters.isSpace;
import static io.github.ginestra.internal.text.Characters.isUnspaced;

import io.github.ginestra.internal.text.NormalForm;

/** See {@link Tokenizer#messages}. */
final class MessageTokenizer extends ScanningTokenizer<DecodedText> implements NormalForm.Chosen {
  private static final Token LINK = Token.asWritten("<url>");

  /** The token of n digits is at n - 1; the last one also represents longer numbers. */
  private static final Token[] NUMBERS = new Token[12];

  static {
    for (int n = 1; n <= NUMBERS.length; n++) {
      NUMBERS[n - 1] = Token.asWritten("<d" + n + ">");
    }
  }

  private final String name;
  private final NormalForm form;
  private final boolean dividesScripts;

  /**
   * Of one of both kinds.
   *
   * @param form how a text is normalised after it was decoded
   * @param dividesScripts whether letters of scripts without spaces are tokens by themselves
   */
  MessageTokenizer(String name, NormalForm form, boolean dividesScripts) {
    this.name = name;
    this.form = form;
    this.dividesScripts = dividesScripts;
  }

  @Override
  public String name() {
    return name;
  }

  /** For n-grams; a model of version 0.1 that is trained anew reads composed texts, at least. */
  @Override
  public NormalForm normalForm() {
    return form == NormalForm.NONE ? NormalForm.NFC : form;
  }

  @Override
  DecodedText read(String text) {
    return new DecodedText(text, true, form);
  }

  @Override
  Span span(DecodedText text, int start, int end) {
    return text.origin(start, end);
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

  private int endOfWord(DecodedText text, int start) {
    if (isAlone(text.at(start))) {
      return endOfMarks(text, start + Character.charCount(text.at(start)));
    }
    int end = endOfLetters(text, start);
    int after = isApostrophe(text.at(end)) ? text.at(end + 1) : END;
    boolean joined = isLetter(after) && !isAlone(after);
    return joined ? endOfLetters(text, end + 1) : end;
  }

  private int endOfLetters(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); (isLetter(c) && !isAlone(c)) || isMark(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private static int endOfMarks(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); isMark(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private boolean isAlone(int c) {
    return dividesScripts && isUnspaced(c);
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
