package io.github.ginestra.internal.features;

import io.github.ginestra.internal.Unicode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The known words that share most character n-grams with a word that is not known: three to five
 * characters of the word in lower case, between marks of its beginning and end. Immutable.
 */
public final class SimilarWords {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;

  /** How many similar words there are at most. */
  private static final int MOST = 8;

  private final Map<String, List<Integer>> having = new HashMap<>();
  private final int[] sizes; // (V): how many n-grams each known word has

  /**
   * Among the words of a vocabulary.
   *
   * @param words those that similar ones are wanted for
   */
  public SimilarWords(Vocabulary known, Collection<String> words) {
    words.forEach(word -> ngrams(word).forEach(ngram -> having.put(ngram, new ArrayList<>())));
    sizes = new int[known.size()];
    for (int id = Vocabulary.UNKNOWN + 1; id < known.size(); id++) {
      Set<String> own = ngrams(known.wordOf(id));
      sizes[id] = own.size();
      for (String ngram : own) {
        List<Integer> ids = having.get(ngram);
        if (ids != null) {
          ids.add(id);
        }
      }
    }
  }

  /** The ids of the most similar words, the closest first; none if no word shares an n-gram. */
  public List<Integer> of(String word) {
    Set<String> own = ngrams(word);
    Map<Integer, Integer> shared = new HashMap<>();
    for (String ngram : own) {
      having.getOrDefault(ngram, List.of()).forEach(id -> shared.merge(id, 1, Integer::sum));
    }
    Comparator<Integer> bySimilarity =
        Comparator.comparingDouble(
            id -> -2.0 * shared.getOrDefault(id, 0) / (own.size() + sizes[id]));
    return shared.keySet().stream()
        .sorted(bySimilarity.thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  private static Set<String> ngrams(String word) {
    int[] letters = ('<' + Unicode.lowerCase(word.strip()) + '>').codePoints().toArray();
    Set<String> ngrams = new HashSet<>();
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int from = 0; from + length <= letters.length; from++) {
        ngrams.add(new String(letters, from, length));
      }
    }
    return ngrams;
  }
}
