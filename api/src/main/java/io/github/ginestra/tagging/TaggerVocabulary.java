package io.github.ginestra.tagging;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.WordVectors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the training texts.
 *
 * @param known the words that have a vector
 * @param counts how often each normal form occurs
 * @param characters the characters of all words
 * @param written the keys of all words as they are written
 */
record TaggerVocabulary(
    Vocabulary known, Map<String, Integer> counts, Vocabulary characters, FeatureIndex written) {
  /** The greatest number of characters that have a vector, the most frequent ones. */
  private static final int MOST_CHARACTERS = 2_000;

  /** Counts words, unless that is ended early: then those of the first texts. */
  static TaggerVocabulary of(
      TaggerConfig config, List<TaggedText> texts, TrainingWatch.Progress progress) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Integer> written = new LinkedHashMap<>();
    long done = 0;
    for (TaggedText text : texts) {
      for (String token : text.tokens()) {
        counts.merge(TokenEncoder.normal(token), 1, Integer::sum);
        written.merge(token, 1, Integer::sum);
      }
      if (!progress.goesOn(++done, texts.size())) {
        break;
      }
    }
    int[] keys =
        written.keySet().stream().mapToInt(TokenFeatures::wordKey).distinct().sorted().toArray();
    return new TaggerVocabulary(
        known(config, counts), counts, characters(written.keySet()), new FeatureIndex(keys));
  }

  /** The characters that occur in two words. */
  private static Vocabulary characters(Set<String> words) {
    Vocabulary.Builder builder = Vocabulary.builder().minimumCount(2).maximumWords(MOST_CHARACTERS);
    for (String word : words) {
      word.codePoints().distinct().forEach(c -> builder.add(Character.toString(c)));
    }
    return builder.build();
  }

  /** The words of the vectors, and if vectors are learned, the frequent ones of the texts. */
  private static Vocabulary known(TaggerConfig config, Map<String, Integer> counts) {
    WordVectors vectors = config.embedding().vectors();
    Set<String> words = new LinkedHashSet<>();
    if (vectors != null) {
      words.addAll(vectors.words());
    }
    if (vectors == null || config.embedding().trainable()) {
      Vocabulary.Builder frequent =
          Vocabulary.builder()
              .minimumCount(config.minimumCount())
              .maximumWords(config.maximumVocabulary());
      counts.forEach(frequent::add);
      words.addAll(frequent.build().words());
    }
    return Vocabulary.of(words);
  }

  /** The probability with which each word becomes unknown while training, by its id. */
  float[] dropout(double rate) {
    float[] dropout = new float[known.size()];
    Map<Integer, Integer> byId = new HashMap<>();
    counts.forEach((word, count) -> byId.merge(known.idOf(word), count, Integer::sum));
    byId.forEach((id, count) -> dropout[id] = (float) (rate / (rate + count)));
    dropout[Vocabulary.UNKNOWN] = 0;
    return dropout;
  }
}
