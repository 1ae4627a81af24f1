package io.github.ginestra.text;

import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.isApostrophe;
import static io.github.ginestra.internal.text.Characters.isDigit;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static io.github.ginestra.internal.text.Characters.isMark;
import static io.github.ginestra.internal.text.Characters.isSpace;
import static io.github.ginestra.internal.text.Characters.isUnspaced;

import io.github.ginestra.internal.text.NormalForm;

/** See {@link Tokenizer#words} and {@link Tokenizer#plainWords}. */
final class PlainWordTokenizer extends ScanningTokenizer<DecodedText> implements NormalForm.Chosen {
  private final String name;
  private final NormalForm form;
  private final boolean dividesScripts;

  /**
   * Of one of both kinds.
   *
   * @param form how a text is normalised
   * @param dividesScripts whether letters of scripts without spaces are tokens by themselves
   */
  PlainWordTokenizer(String name, NormalForm form, boolean dividesScripts) {
    this.name = name;
    this.form = form;
    this.dividesScripts = dividesScripts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NormalForm normalForm() {
    return form == NormalForm.NONE ? NormalForm.NFC : form;
  }

  @Override
  DecodedText read(String text) {
    return new DecodedText(text, false, form);
  }

  @Override
  Span span(DecodedText text, int start, int end) {
    return text.origin(start, end);
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

  private static boolean isOfWord(int c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private int endOfWord(DecodedText text, int start) {
    if (isAlone(text.at(start))) {
      return endOfMarks(text, start + Character.charCount(text.at(start)));
    }
    int end = endOfRun(text, start);
    int after = isApostrophe(text.at(end)) ? text.at(end + 1) : END;
    boolean joined = isOfWord(after) && !isAlone(after);
    return joined ? endOfRun(text, end + 1) : end;
  }

  private int endOfRun(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); (isOfWord(c) && !isAlone(c)) || isMark(c); c = text.at(end)) {
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

  private static int endOfSpace(DecodedText text, int start) {
    int end = start;
    for (int c = text.at(end); isSpace(c); c = text.at(end)) {
      end += Character.charCount(c);
    }
    return end;
  }
}
