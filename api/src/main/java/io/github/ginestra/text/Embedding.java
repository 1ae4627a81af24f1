package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How words become vectors: learned with the rest of the network, or taken from pretrained vectors.
 * Immutable.
 *
 * <pre>{@code
 * Embedding.learned(64)
 * Embedding.pretrained(WordVectors.read(path))              // frozen
 * Embedding.pretrained(WordVectors.read(path)).fineTuned()
 * }</pre>
 */
public final class Embedding {
  private final int dimension;
  private final @Nullable WordVectors vectors;
  private final boolean trainable;

  private Embedding(int dimension, @Nullable WordVectors vectors, boolean trainable) {
    this.dimension = dimension;
    this.vectors = vectors;
    this.trainable = trainable;
  }

  /**
   * Vectors that start at random and are learned. The vocabulary is the words of the training
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
   * Vectors learned elsewhere, which stay as they are. The vocabulary is the words of the vectors,
   * so that words which the training texts lack have a meaning too; all other words are unknown,
   * with a vector of zeros.
   *
   * @param vectors the vectors
   * @return the embedding
   */
  public static Embedding pretrained(WordVectors vectors) {
    return new Embedding(
        Checks.notNull(vectors, "vectors").dimension(), Checks.notNull(vectors, "vectors"), false);
  }

  /**
   * The same vectors as initial values, which training updates. The vocabulary is the words of the
   * vectors and those of the training texts; a word without a vector starts at random.
   *
   * @return a copy whose vectors are learned
   */
  public Embedding fineTuned() {
    return new Embedding(dimension, vectors, true);
  }

  /**
   * Returns the length of each vector.
   *
   * @return D
   */
  public int dimension() {
    return dimension;
  }

  /**
   * Returns the pretrained vectors.
   *
   * @return the vectors, or null where they are learned from the start
   */
  public @Nullable WordVectors vectors() {
    return vectors;
  }

  /**
   * Returns whether training changes the vectors.
   *
   * @return true for learned vectors, and for pretrained ones that are fine-tuned
   */
  public boolean trainable() {
    return trainable;
  }
}
