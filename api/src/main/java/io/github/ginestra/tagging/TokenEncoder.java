package io.github.ginestra.tagging;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Token.LetterCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What turns tokens into the numbers that a network takes: the id of the word, in a second channel
 * its letter case, and its characters.
 *
 * @param vocabulary the ids of the words
 * @param letterCase whether there is a channel of letter cases
 * @param characters the ids of characters; null if the network does not read them
 */
record TokenEncoder(Vocabulary vocabulary, boolean letterCase, @Nullable Vocabulary characters) {
  /** Of a longer word the beginning and the end are read, this many characters together. */
  private static final int LONGEST_WORD = 24;

  /**
   * The tokens of a text in numbers.
   *
   * @param ids the word of each
   * @param cases the letter case of each
   * @param tokens the tokens as they are written
   */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record Encoded(int[] ids, int[] cases, List<String> tokens) {
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
    return new Encoded(ids, cases, tokens);
  }

  /** Puts texts side by side, padded to the longest; each has one token or more. */
  Batch batch(List<Encoded> texts) {
    Batch batch =
        TokenChannels.batch(
            texts.stream().map(Encoded::ids).toList(),
            letterCase ? texts.stream().map(Encoded::cases).toList() : null);
    return characters == null ? batch : batch.words(words(texts, characters, batch.steps()));
  }

  /** The distinct words of texts by their characters. */
  private static Batch.Words words(List<Encoded> texts, Vocabulary characters, int steps) {
    Map<String, Integer> numbers = new HashMap<>();
    List<int[]> spelled = new ArrayList<>();
    int[] ids = new int[steps * texts.size()]; // (T, N)
    for (int n = 0; n < texts.size(); n++) {
      List<String> tokens = texts.get(n).tokens();
      for (int t = 0; t < tokens.size(); t++) {
        Integer number = numbers.get(tokens.get(t));
        if (number == null) {
          number = spelled.size();
          numbers.put(tokens.get(t), number);
          spelled.add(spelled(characters, tokens.get(t)));
        }
        ids[t * texts.size() + n] = number;
      }
    }
    return new Batch.Words(spelled.toArray(int[][]::new), ids);
  }

  private static int[] spelled(Vocabulary characters, String token) {
    int[] points = token.codePoints().toArray();
    int length = Math.min(points.length, LONGEST_WORD);
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      int place = i < LONGEST_WORD / 2 ? i : points.length - length + i;
      ids[i] = characters.idOf(Character.toString(points[place]));
    }
    return ids;
  }
}
