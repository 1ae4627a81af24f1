package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Word embeddings: learned with the rest of the network, taken from pretrained vectors, or one-hot.
 * Immutable.
 *
 * <pre>{@code
 * Embedding learned = Embedding.learned(64);
 * Embedding frozen = Embedding.pretrained(WordVectors.read(path));
 * Embedding fineTuned = Embedding.pretrained(WordVectors.read(path)).fineTuned();
 * }</pre>
 *
 * @param dimension D, the length of each vector; 0 for one-hot vectors, which are as long as the
 *     vocabulary is large
 * @param vectors pretrained vectors, or null where there are none
 * @param trainable whether training changes the vectors
 */
public record Embedding(int dimension, @Nullable WordVectors vectors, boolean trainable) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code dimension} is negative or not that of {@code
   *     vectors}, or one-hot vectors are to be trained
   */
  public Embedding {
    Checks.notNegative(dimension, "dimension");
    if (vectors != null && vectors.dimension() != dimension) {
      throw new IllegalArgumentException(
          "dimension (" + dimension + ") must be that of the vectors, " + vectors.dimension());
    }
    if (trainable == (dimension == 0) && vectors == null) {
      throw new IllegalArgumentException(
          "vectors of dimension "
              + dimension
              + " without pretrained ones must "
              + (trainable ? "not " : "")
              + "be trainable: 0 stands for one-hot vectors, which are not learned");
    }
  }

  /**
   * Vectors that are initialised at random and learned. The vocabulary is the words of the training
   * texts.
   *
   * @param dimension D, the length of each vector; 1 or more
   * @return the embedding
   * @throws IllegalArgumentException if {@code dimension} is not positive
   */
  public static Embedding learned(int dimension) {
    return new Embedding(Checks.positive(dimension, "dimension"), null, true);
  }

  /**
   * Pretrained vectors, which training does not change (frozen). The vocabulary is the words of the
   * vectors, so that words that do not occur in the training texts have a vector too; all other
   * words are unknown, with a vector of zeros.
   *
   * @param vectors the vectors
   * @return the embedding
   */
  public static Embedding pretrained(WordVectors vectors) {
    return new Embedding(
        Checks.notNull(vectors, "vectors").dimension(), Checks.notNull(vectors, "vectors"), false);
  }

  /**
   * The same vectors, fine-tuned by the training. The vocabulary is the words of the vectors and
   * those of the training texts; a word without a vector is initialised at random.
   *
   * @return a copy whose vectors are learned
   */
  public Embedding fineTuned() {
    return new Embedding(dimension, vectors, true);
  }

  /**
   * One-hot vectors: each word has a dimension of its own, 1 there and 0 elsewhere. Nothing is
   * learned. For small vocabularies, such as characters: the table takes V · V numbers.
   *
   * @return the embedding
   */
  public static Embedding oneHot() {
    return new Embedding(0, null, false);
  }

  /**
   * Returns whether each word has a dimension of its own.
   *
   * @return true for {@link #oneHot}
   */
  public boolean isOneHot() {
    return dimension == 0;
  }
}
