package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.List;

/**
 * An embedding table: a vector for each token id of one channel, or for each character.
 *
 * @param name its name in the weights: the table is {@code <name>.weight}; letters, digits,
 *     underscores and hyphens, and none of the names of a model's other parts, {@code recurrent},
 *     {@code output} and {@code linear}
 * @param rows V, the number of ids; 1 or more
 * @param dimension D, the length of each vector; 1 or more
 * @param trainable whether training updates it; a frozen table keeps its initial values to the last
 *     bit
 */
public record EmbeddingTable(String name, int rows, int dimension, boolean trainable) {
  /** The prefixes of the weights of a model's other parts. */
  private static final List<String> RESERVED = List.of("linear", "output", "recurrent");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is not allowed, or a number out of its range
   */
  public EmbeddingTable {
    if (!isPlain(Checks.notNull(name, "name"))) {
      throw new IllegalArgumentException(
          "name (" + name + ") must be of letters, digits, underscores and hyphens");
    }
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "name (" + name + ") must be none of " + RESERVED + ", other weights' names");
    }
    Checks.positive(rows, "rows");
    Checks.positive(dimension, "dimension");
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int c = name.codePointAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /**
   * A one-hot table: each id has its own dimension, with 1 there and 0 elsewhere. It is not
   * trained; its weight must be the {@linkplain Tensor#identity identity}.
   *
   * @param name its name in the weights
   * @param rows V, the number of ids; 1 or more
   * @return a frozen table (V, V)
   * @throws IllegalArgumentException if the name is not allowed, or {@code rows} is not positive
   */
  public static EmbeddingTable oneHot(String name, int rows) {
    return new EmbeddingTable(name, rows, rows, false);
  }

  /**
   * Returns the name of the table among the weights.
   *
   * @return {@code <name>.weight}
   */
  public String weightName() {
    return name + ".weight";
  }
}
