package io.github.ginestra.tagging;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Token.LetterCase;
import java.util.List;

/**
 * What turns tokens into the numbers that a network takes: the id of the word and, in a second
 * channel, its letter case.
 *
 * @param vocabulary the ids of the words
 * @param letterCase whether there is a channel of letter cases
 */
record TokenEncoder(Vocabulary vocabulary, boolean letterCase) {
  /** How many ids the channel of letter cases has: one per case, and one for padding. */
  static final int CASES = LetterCase.values().length + 1;

  private static final int NO_CASE = CASES - 1;

  /**
   * The tokens of a text in numbers.
   *
   * @param ids the word of each
   * @param cases the letter case of each
   */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record Encoded(int[] ids, int[] cases) {
    int length() {
      return ids.length;
    }
  }

  /** What words that are known alike have in common: they are composed, in lower case, digits 0. */
  static String normal(String token) {
    String lower = Unicode.lowerCase(NormalForm.NFC.of(token));
    for (int i = 0; i < lower.length(); i++) {
      if (Character.isDigit(lower.charAt(i))) {
        return withoutDigits(lower);
      }
    }
    return lower;
  }

  private static String withoutDigits(String word) {
    char[] units = word.toCharArray();
    for (int i = 0; i < units.length; i++) {
      units[i] = Character.isDigit(units[i]) ? '0' : units[i];
    }
    return new String(units);
  }

  /** The id of a token as it is written, if the vocabulary has it so, or else in normal form. */
  int idOf(String token) {
    int id = vocabulary.idOf(token);
    return id == Vocabulary.UNKNOWN ? vocabulary.idOf(normal(token)) : id;
  }

  Encoded encode(List<String> tokens) {
    int[] ids = new int[tokens.size()];
    int[] cases = new int[tokens.size()];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = idOf(tokens.get(t));
      cases[t] = LetterCase.of(tokens.get(t)).id();
    }
    return new Encoded(ids, cases);
  }

  /** Puts texts side by side, padded to the longest; each has one token or more. */
  Batch batch(List<Encoded> texts) {
    int size = texts.size();
    int[] lengths = new int[size];
    int steps = 0;
    for (int n = 0; n < size; n++) {
      lengths[n] = texts.get(n).length();
      steps = Math.max(steps, lengths[n]);
    }
    int[] ids = new int[steps * size]; // (T, N)
    int[] cases = letterCase ? new int[steps * size] : new int[0];
    for (int n = 0; n < size; n++) {
      Encoded text = texts.get(n);
      for (int t = 0; t < steps; t++) {
        ids[t * size + n] = t < lengths[n] ? text.ids()[t] : Vocabulary.PADDING;
        if (letterCase) {
          cases[t * size + n] = t < lengths[n] ? text.cases()[t] : NO_CASE;
        }
      }
    }
    return Batch.of(lengths, letterCase ? List.of(ids, cases) : List.of(ids));
  }
}
