package io.github.ginestra.classification;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.WordVectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts whose tokens have provisional ids, so that each text is tokenised once: the vocabulary
 * follows from them, and then the final ids.
 */
final class TokenizedTexts {
  /** The tokens in the order in which they first occur; their places are the provisional ids. */
  private final List<String> tokens = new ArrayList<>();

  private final Map<String, Integer> ids = new HashMap<>();
  private final CompactTexts texts = new CompactTexts();
  private final TextStatistics statistics;

  /** Tokenises texts, unless that is ended early. */
  TokenizedTexts(ClassifierConfig config, Collection<String> raw, TrainingWatch.Progress progress) {
    int maximum = config.fixedLength() > 0 ? config.fixedLength() : config.maximumTokens();
    NormalForm form = NormalForm.of(config.tokenizer());
    statistics = new TextStatistics(config.tokenizer(), maximum);
    for (String text : raw) {
      String normal = form.of(text);
      List<Token> read = config.tokenizer().tokenize(normal, maximum);
      statistics.add(normal, read);
      add(read);
      if (!progress.goesOn(texts.size(), raw.size())) {
        break;
      }
    }
  }

  private void add(List<Token> read) {
    int[] textIds = new int[read.size()];
    int[] cases = new int[read.size()];
    for (int t = 0; t < textIds.length; t++) {
      textIds[t] = ids.computeIfAbsent(read.get(t).text(), this::next);
      cases[t] = read.get(t).letterCase().id();
    }
    texts.add(new EncodedText(textIds, cases, null));
  }

  private int next(String token) {
    tokens.add(token);
    return tokens.size() - 1;
  }

  /** What is suspicious about the texts. */
  List<String> warnings(Embedding embedding) {
    return statistics.warnings(embedding.vectors());
  }

  /**
   * The embedding for these texts. If the tokenizer gives tokens in lower case alone, pretrained
   * words with capitals are read in lower case, too, unless there is that word already: otherwise
   * they would never be found.
   */
  Embedding suited(Embedding embedding) {
    WordVectors vectors = embedding.vectors();
    if (vectors == null || isLowerCase(vectors.words()) || !isLowerCase(tokens)) {
      return embedding;
    }
    Map<String, float[]> lowered = new LinkedHashMap<>();
    for (String word : vectors.words()) {
      String token = Unicode.lowerCase(word);
      if (token.equals(word) || !vectors.contains(token)) {
        lowered.putIfAbsent(token, vectors.vector(word));
      }
    }
    return new Embedding(embedding.dimension(), WordVectors.of(lowered), embedding.trainable());
  }

  private static boolean isLowerCase(Collection<String> words) {
    return words.stream().allMatch(word -> Unicode.lowerCase(word).equals(word));
  }

  int size() {
    return texts.size();
  }

  /**
   * The encoder that follows from these texts.
   *
   * @param embedding the one {@linkplain #suited for these texts}
   * @param places the texts whose words are known
   * @param parent the model to start from, whose words come first; null for none
   */
  TextEncoder encoder(
      ClassifierConfig config, Embedding embedding, int[] places, @Nullable Parent parent) {
    NgramSpec ngrams = config.ngrams();
    return new TextEncoder(
        config.tokenizer(),
        NormalForm.of(config.tokenizer()),
        vocabulary(config, embedding, places, parent),
        config.letterCase() > 0,
        config.fixedLength(),
        config.maximumTokens(),
        ngrams == null ? null : NgramFeatures.of(ngrams));
  }

  /**
   * The words that the model knows: those of the model to start from, those of the vectors, and if
   * it learns vectors, the frequent ones of texts.
   */
  private Vocabulary vocabulary(
      ClassifierConfig config, Embedding embedding, int[] places, @Nullable Parent parent) {
    WordVectors vectors = embedding.vectors();
    Set<String> words = new LinkedHashSet<>();
    if (parent != null) {
      words.addAll(parent.vocabulary().words());
    }
    if (vectors != null) {
      words.addAll(vectors.words());
    }
    if (vectors == null || embedding.trainable()) {
      words.addAll(frequent(places, config.minimumCount(), config.maximumVocabulary()).words());
    }
    return Vocabulary.of(words);
  }

  /** The tokens of the texts at these places, in the order in which they first occur anywhere. */
  private Vocabulary frequent(int[] places, int minimumCount, int maximumSize) {
    int[] counts = new int[tokens.size()];
    for (int place : places) {
      for (int id : texts.get(place).ids()) {
        counts[id]++;
      }
    }
    Vocabulary.Builder vocabulary =
        Vocabulary.builder().minimumCount(minimumCount).maximumWords(maximumSize);
    for (int id = 0; id < counts.length; id++) {
      if (counts[id] > 0) {
        vocabulary.add(tokens.get(id), counts[id]);
      }
    }
    return vocabulary.build();
  }

  /** Encodes one text with the final ids of its tokens. */
  EncodedText encode(int place, TextEncoder encoder, int[] finalIds) {
    EncodedText text = texts.get(place);
    int[] textIds = text.ids();
    for (int t = 0; t < textIds.length; t++) {
      textIds[t] = finalIds[textIds[t]];
    }
    return encoder.encode(textIds, text.cases(), null);
  }

  /** The final id of each provisional one. */
  int[] finalIds(Vocabulary vocabulary) {
    return tokens.stream().mapToInt(vocabulary::idOf).toArray();
  }
}
