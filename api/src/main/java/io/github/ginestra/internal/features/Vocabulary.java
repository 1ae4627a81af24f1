package io.github.ginestra.internal.features;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that a model knows and the number of each, its id. Ids are the rows of the embedding
 * table: 0 is padding, 1 stands for all unknown words, the words follow from 2 on. Immutable.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.builder().minimumCount(2).addAll(words).build();
 * vocabulary.idOf("free"); // 2 or more, or UNKNOWN
 * }</pre>
 */
public final class Vocabulary {
  /** The id of the padding after the end of a text. */
  public static final int PADDING = 0;

  /** The id of every word that is not in the vocabulary. */
  public static final int UNKNOWN = 1;

  private static final int FIRST_WORD = 2;
  private static final List<String> SPECIAL = List.of("<padding>", "<unknown>");

  private final List<String> words;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> words) {
    this.words = words;
    this.ids = new HashMap<>(words.size() * 2);
    for (String word : words) {
      Integer earlier = ids.put(word, ids.size() + FIRST_WORD);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "words must be distinct; " + Printable.quoted(word) + " stands twice");
      }
    }
  }

  /**
   * The vocabulary of the given words, which get the ids 2, 3, 4 … in their order.
   *
   * @param words distinct words
   * @return the vocabulary
   * @throws IllegalArgumentException if a word stands twice
   */
  public static Vocabulary of(Collection<String> words) {
    return new Vocabulary(List.copyOf(words));
  }

  /**
   * Adds words, which get the ids after those of this vocabulary.
   *
   * @param others words; those that are known are not added
   * @return the vocabulary of both
   */
  public Vocabulary plus(Vocabulary others) {
    Set<String> all = new LinkedHashSet<>(words);
    all.addAll(others.words);
    return of(all);
  }

  /**
   * Creates a builder that counts words and keeps those that qualify.
   *
   * @return a builder that has seen no words
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the id of a word.
   *
   * @param word the normalised text of a token
   * @return 2 or more, or {@link #UNKNOWN}
   */
  public int idOf(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /**
   * Returns whether a word is known.
   *
   * @param word the normalised text of a token
   * @return whether it has an id of its own
   */
  public boolean contains(String word) {
    return ids.containsKey(word);
  }

  /**
   * Returns the word of an id.
   *
   * @param id in [0, {@link #size()})
   * @return the word; {@code "<padding>"} and {@code "<unknown>"}, which no id is looked up by, for
   *     the first two
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String wordOf(int id) {
    if (id < 0 || id >= size()) {
      throw new IndexOutOfBoundsException("id (" + id + ") must be in [0, " + size() + ")");
    }
    return id < FIRST_WORD ? SPECIAL.get(id) : words.get(id - FIRST_WORD);
  }

  /** {@return V, how many ids there are, padding and unknown among them, 2 or more} */
  public int size() {
    return words.size() + FIRST_WORD;
  }

  /**
   * Returns the words in the order of their ids, from 2 on: {@link #of} makes the same vocabulary
   * of them.
   *
   * @return the words; unmodifiable
   */
  public List<String> words() {
    return words;
  }

  /** Vocabularies are equal if the same words have the same ids. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  /** Says how many words are known. */
  @Override
  public String toString() {
    return "Vocabulary of " + words.size() + " words";
  }

  /** Counts words, then makes a vocabulary of those that are kept. Not safe for many threads. */
  public static final class Builder {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int minimumCount = 1;
    private int maximumWords = Integer.MAX_VALUE;

    private Builder() {}

    /**
     * Leaves out words seen less often than this. The default is 1.
     *
     * @param count how often a word must have been seen; 1 or more
     * @return this
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public Builder minimumCount(int count) {
      minimumCount = Checks.positive(count, "minimumCount");
      return this;
    }

    /**
     * Keeps the most frequent words if there are more than this; of equally frequent ones those
     * seen first. The default is no maximum.
     *
     * @param count how many words to keep, padding and unknown not counted; 1 or more
     * @return this
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public Builder maximumWords(int count) {
      maximumWords = Checks.positive(count, "maximumWords");
      return this;
    }

    /**
     * Counts a word.
     *
     * @param word the normalised text of a token
     * @return this
     */
    public Builder add(String word) {
      return add(word, 1);
    }

    /**
     * Counts several occurrences of a word.
     *
     * @param word the normalised text of a token
     * @param count the number of occurrences; 1 or more
     * @return this
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public Builder add(String word, int count) {
      counts.merge(Checks.notNull(word, "word"), Checks.positive(count, "count"), Integer::sum);
      return this;
    }

    /**
     * Makes the vocabulary of the words counted so far.
     *
     * @return the words kept, in the order in which they were first seen
     */
    public Vocabulary build() {
      List<String> frequent =
          counts.entrySet().stream()
              .filter(entry -> entry.getValue() >= minimumCount)
              .map(Map.Entry::getKey)
              .toList();
      return new Vocabulary(frequent.size() > maximumWords ? mostFrequent(frequent) : frequent);
    }

    private List<String> mostFrequent(List<String> words) {
      Comparator<String> byCount = Comparator.comparing(counts::get, Comparator.reverseOrder());
      Set<String> kept = new HashSet<>(words.stream().sorted(byCount).limit(maximumWords).toList());
      return words.stream().filter(kept::contains).toList();
    }
  }
}
