package io.github.ginestra.text;

import static io.github.ginestra.internal.Unicode.isMark;
import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.isApostrophe;
import static io.github.ginestra.internal.text.Characters.isUnspaced;

import io.github.ginestra.internal.text.NormalForm;

/**
 * A tokenizer that normalises a text and cuts it into words: runs of characters of words and their
 * marks, which may hold one apostrophe.
 */
abstract class NormalizingTokenizer extends ScanningTokenizer<DecodedText>
    implements NormalForm.Chosen {
  private final String name;
  private final boolean decodes;
  private final NormalForm form;
  private final boolean dividesScripts;

  /**
   * Creates a tokenizer.
   *
   * @param decodes whether HTML entities are decoded before the text is normalised
   * @param form how a text is normalised
   * @param dividesScripts whether letters of scripts without spaces are tokens by themselves
   */
  NormalizingTokenizer(String name, boolean decodes, NormalForm form, boolean dividesScripts) {
    this.name = name;
    this.decodes = decodes;
    this.form = form;
    this.dividesScripts = dividesScripts;
  }

  /** Whether a character is part of a word. */
  abstract boolean isOfWord(int c);

  @Override
  public final String name() {
    return name;
  }

  /** For n-grams; a model of version 0.1 that is trained again reads at least composed texts. */
  @Override
  public final NormalForm normalForm() {
    return form == NormalForm.NONE ? NormalForm.NFC : form;
  }

  @Override
  final DecodedText read(String text) {
    return new DecodedText(text, decodes, form);
  }

  @Override
  final Span span(DecodedText text, int start, int end) {
    return text.origin(start, end);
  }

  /** The end of the word that starts at {@code start}. */
  final int endOfWord(DecodedText text, int start) {
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
}
