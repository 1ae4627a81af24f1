package io.github.ginestra.text;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pretrained word vectors: a vector of D numbers for each of many words. Immutable.
 *
 * <p>Reads files of GloVe, word2vec and fastText, whose kind is detected by their content, not by
 * their name. A file compressed by gzip is decompressed.
 *
 * <ul>
 *   <li>Text ({@code .txt}, {@code .vec}): UTF-8, a line for each word, the word and its numbers
 *       separated by spaces or tabs. word2vec and fastText write a first line {@code count
 *       dimension}; it is recognised by its two integers. Without it the dimension is the number of
 *       numbers at the end of the first line.
 *   <li>word2vec's binary format ({@code .bin}).
 *   <li>A model of fastText ({@code .bin}) that is not quantised. A word's vector is the mean of
 *       its own and those of its character n-grams, as in fastText's {@code .vec}; only words of
 *       the dictionary have one.
 * </ul>
 *
 * <p>Files of other kinds (zip archives, NumPy's arrays, pickles, quantised models, web pages, …)
 * are errors, whose message names the kind and the remedy. Rules for text files:
 *
 * <ul>
 *   <li>A line with fewer or more numbers, a malformed, infinite or NaN number, an empty file, and
 *       a file with fewer words than its first line announces are errors. Their message names the
 *       file, the line and what was expected.
 *   <li>A word may contain spaces, as a few words of GloVe's largest file do, if its last part is
 *       not a decimal number; {@code in 3d} is a word. A line that begins with a space and has as
 *       many numbers as the others belongs to the empty word. If a word occurs twice, the first
 *       vector counts.
 *   <li>Empty lines are skipped. Malformed UTF-8 is read as U+FFFD.
 * </ul>
 */
public final class WordVectors {
  private final int dimension;
  private final Map<String, float[]> vectors;

  private WordVectors(int dimension, Map<String, float[]> vectors) {
    this.dimension = dimension;
    this.vectors = Collections.unmodifiableMap(vectors);
  }

  /**
   * Vectors from a map.
   *
   * @param vectors a vector for each word, at least one; all of the same length, 1 or more, and
   *     finite; copied
   * @return the vectors, in the order of the map
   * @throws IllegalArgumentException if there are none, they differ in length, or a number is not
   *     finite
   */
  public static WordVectors of(Map<String, float[]> vectors) {
    Map<String, float[]> copy = new LinkedHashMap<>();
    vectors.forEach((word, vector) -> copy.put(Checks.notNull(word, "word"), vector.clone()));
    int dimension = copy.values().stream().mapToInt(vector -> vector.length).findFirst().orElse(0);
    if (dimension == 0) {
      throw new IllegalArgumentException("vectors must hold at least one number");
    }
    copy.forEach((word, vector) -> requireVector(word, vector, dimension));
    return new WordVectors(dimension, copy);
  }

  private static void requireVector(String word, float[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the vector of \"%s\" (%d numbers) must have %d like the first",
              word,
              vector.length,
              dimension));
    }
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "the vector of " + Printable.quoted(word) + " (" + value + ") must be finite");
      }
    }
  }

  /**
   * Reads all vectors of a file.
   *
   * @param file a file of GloVe, word2vec or fastText
   * @return its vectors, in its order
   * @throws MalformedDataException if the file is malformed
   * @throws IOException if the file cannot be read, or its vectors do not fit into memory
   */
  public static WordVectors read(Path file) throws IOException {
    return read(file, word -> true);
  }

  /**
   * Reads the first vectors of a file, which in most published files are those of the most frequent
   * words. The rest of the file is not read.
   *
   * @param file a file of GloVe, word2vec or fastText
   * @param limit the greatest number of words; 1 or more
   * @return its first vectors, in its order
   * @throws IllegalArgumentException if {@code limit} is not positive
   * @throws MalformedDataException if the file is malformed
   * @throws IOException if the file cannot be read, or its vectors do not fit into memory
   */
  public static WordVectors read(Path file, int limit) throws IOException {
    return read(file, Checks.positive(limit, "limit"), word -> true);
  }

  /**
   * Reads the vectors of the wanted words, so that a large file needs little memory. The numbers of
   * other words are counted but not parsed.
   *
   * @param file a file of GloVe, word2vec or fastText
   * @param wanted returns true for the words to keep
   * @return the wanted vectors, in the file's order; possibly none
   * @throws MalformedDataException if the file is malformed
   * @throws IOException if the file cannot be read, or its vectors do not fit into memory
   */
  public static WordVectors read(Path file, Predicate<? super String> wanted) throws IOException {
    return read(file, Integer.MAX_VALUE, wanted);
  }

  private static WordVectors read(Path file, int limit, Predicate<? super String> wanted)
      throws IOException {
    return Memory.holding(
        file.toString(),
        () -> {
          try (VectorFile opened = VectorFile.open(file)) {
            VectorFile.Vectors read = opened.read(limit, wanted);
            return new WordVectors(read.dimension(), read.vectors());
          }
        });
  }

  /** {@return D, the length of each vector, 1 or more} */
  public int dimension() {
    return dimension;
  }

  /** {@return the number of words, 0 or more} */
  public int size() {
    return vectors.size();
  }

  /**
   * Returns whether a word has a vector.
   *
   * @param word the word as written in the file
   * @return whether {@link #vector} returns its vector
   */
  public boolean contains(String word) {
    return vectors.containsKey(Checks.notNull(word, "word"));
  }

  /**
   * Returns the vector of a word.
   *
   * @param word the word as written in the file
   * @return a copy, (D)
   * @throws IllegalArgumentException if the word has none
   */
  public float[] vector(String word) {
    float[] vector = vectors.get(word);
    if (vector == null) {
      throw new IllegalArgumentException(
          "word (" + Printable.of(word) + ") has no vector; ask contains before");
    }
    return vector.clone();
  }

  /** {@return the words in the order of the file; unmodifiable} */
  public Set<String> words() {
    return vectors.keySet();
  }

  /** Vectors are equal if they give the same words the same numbers in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WordVectors that
        && (this == that
            || (vectors.size() == that.vectors.size()
                && List.copyOf(words()).equals(List.copyOf(that.words()))
                && vectors.keySet().stream()
                    .allMatch(word -> Arrays.equals(vectors.get(word), that.vectors.get(word)))));
  }

  @Override
  public int hashCode() {
    return 31 * dimension + vectors.keySet().hashCode();
  }

  /** Returns the number of words and the dimension. */
  @Override
  public String toString() {
    return "WordVectors of " + size() + " words x " + dimension;
  }
}
