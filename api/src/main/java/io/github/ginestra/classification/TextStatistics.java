package io.github.ginestra.classification;

import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the tokens of training texts: those that are cut off, and those that have vectors. */
final class TextStatistics {
  /** What is cut off a text is counted up to here. */
  private static final int MOST_COUNTED = 100_000;

  /** The fraction of tokens cut off that is worth a warning. */
  private static final double MUCH = 0.01;

  /** The fraction of tokens with vectors below which there is a warning. */
  private static final double COVERED = 0.5;

  private final Tokenizer tokenizer;
  private final int maximum;
  private final Map<String, Integer> counts = new HashMap<>();
  private long read;
  private long cut;
  private int cutTexts;
  private int texts;

  TextStatistics(Tokenizer tokenizer, int maximum) {
    this.tokenizer = tokenizer;
    this.maximum = maximum;
  }

  /** Counts a text, given as it is tokenised, and its tokens that are read. */
  void add(String text, List<Token> tokens) {
    texts++;
    read += tokens.size();
    tokens.forEach(token -> counts.merge(token.text(), 1, Integer::sum));
    if (tokens.size() == maximum && maximum < MOST_COUNTED && text.length() > maximum) {
      int more = tokenizer.tokenize(text, MOST_COUNTED).size() - maximum;
      cut += more;
      cutTexts += more > 0 ? 1 : 0;
    }
  }

  List<String> warnings(@Nullable WordVectors vectors) {
    List<String> warnings = new ArrayList<>();
    if (cut > MUCH * (read + cut)) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of the tokens of the training texts are not read, since %,d of %,d texts are cut"
                  + " after %,d tokens: raise maximumTokens or fixedLength",
              100.0 * cut / (read + cut),
              cutTexts,
              texts,
              maximum));
    }
    if (vectors != null) {
      addCoverage(vectors, warnings);
    }
    return warnings;
  }

  private void addCoverage(WordVectors vectors, List<String> warnings) {
    long covered = 0;
    int words = 0;
    for (Map.Entry<String, Integer> token : counts.entrySet()) {
      boolean known = vectors.contains(token.getKey());
      covered += known ? token.getValue() : 0;
      words += known ? 1 : 0;
    }
    if (read > 0 && covered < COVERED * read) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "only %,d of the %,d different tokens of the training texts, %.1f %% of all, have a"
                  + " pretrained vector: are the vectors of this language, and made with a tokenizer"
                  + " like \"%s\"?",
              words,
              counts.size(),
              100.0 * covered / read,
              tokenizer.name()));
    }
  }
}
