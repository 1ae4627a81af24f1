package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns texts into the numbers a network takes. The same for training and classifying, and for
 * every engine.
 *
 * @param tokenizer how a text becomes tokens
 * @param form how a text is normalised before its tokens and n-grams are taken
 * @param vocabulary the ids of the tokens
 * @param letterCase whether a second channel holds each token's letter case
 * @param fixedLength how many tokens each text is padded and cut to; 0 to keep each text's own
 *     length
 * @param maximumTokens how many tokens of a text are read
 * @param ngrams the features of the linear path, or null if there is none
 */
record TextEncoder(
    Tokenizer tokenizer,
    NormalForm form,
    Vocabulary vocabulary,
    boolean letterCase,
    int fixedLength,
    int maximumTokens,
    @Nullable NgramFeatures ngrams) {

  /** The same with other features of the linear path. */
  TextEncoder ngrams(NgramFeatures other) {
    return new TextEncoder(
        tokenizer, form, vocabulary, letterCase, fixedLength, maximumTokens, other);
  }

  EncodedText encode(String text) {
    String read = form.of(text);
    return encode(
        tokenizer.tokenize(read, mostTokens()), ngrams == null ? null : ngrams.vector(read));
  }

  /** The tokens of a text that are read; none if it is empty or blank. */
  List<Token> tokens(String text) {
    return tokenizer.tokenize(form.of(text), mostTokens());
  }

  /** How many tokens of a text are read at most. */
  int mostTokens() {
    return fixedLength > 0 ? fixedLength : maximumTokens;
  }

  /**
   * Encodes tokens.
   *
   * @param read the tokens that are read
   * @param features the features of their text for the linear path, or null
   */
  EncodedText encode(List<Token> read, @Nullable SparseVector features) {
    int[] ids = new int[read.size()];
    int[] cases = new int[read.size()];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = vocabulary.idOf(read.get(t).text());
      cases[t] = read.get(t).letterCase().id();
    }
    return encode(ids, cases, features);
  }

  /**
   * Gives a text its length: a fixed one, or else its own, but one token at least.
   *
   * @param ids the id of each token that is read
   * @param cases the letter case of each of them
   */
  EncodedText encode(int[] ids, int[] cases, @Nullable SparseVector features) {
    if (fixedLength > 0) {
      return new EncodedText(
          padded(ids, Vocabulary.PADDING), padded(cases, TokenChannels.NO_CASE), features);
    }
    if (ids.length == 0) {
      return encode(List.of(Token.EMPTY_TEXT), features);
    }
    return new EncodedText(ids, cases, features);
  }

  private int[] padded(int[] values, int padding) {
    int[] padded = Arrays.copyOf(values, fixedLength);
    if (values.length < fixedLength) {
      Arrays.fill(padded, values.length, fixedLength, padding);
    }
    return padded;
  }

  /** Encodes texts, none of which may be null. */
  List<EncodedText> encodeAll(Iterable<String> texts) {
    List<EncodedText> encoded = new ArrayList<>();
    for (String text : Checks.notNull(texts, "texts")) {
      encoded.add(encode(Checks.notNull(text, "text " + encoded.size())));
    }
    return encoded;
  }

  /** Encodes texts; if that is ended early, only the first ones, one at least. */
  List<EncodedText> encodeAll(List<String> texts, TrainingWatch.Progress progress) {
    List<EncodedText> encoded = new ArrayList<>(texts.size());
    for (String text : texts) {
      encoded.add(encode(text));
      if (!progress.goesOn(encoded.size(), texts.size())) {
        break;
      }
    }
    return encoded;
  }

  /** Puts texts side by side, padded to the longest. */
  Batch batch(List<EncodedText> texts) {
    return TokenChannels.batch(
        texts.stream().map(EncodedText::ids).toList(),
        letterCase ? texts.stream().map(EncodedText::cases).toList() : null);
  }
}
