package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * A table that turns each id of one channel into a vector.
 *
 * @param name its name in the weights: the table is {@code <name>.weight}
 * @param rows V, how many ids there are; 1 or more
 * @param dimension D, the length of each vector; 1 or more
 * @param trainable whether training moves it; a frozen table keeps its initial values to the last
 *     bit
 */
public record EmbeddingTable(String name, int rows, int dimension, boolean trainable) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public EmbeddingTable {
    Checks.notNull(name, "name");
    Checks.positive(rows, "rows");
    Checks.positive(dimension, "dimension");
  }

  /**
   * A table that gives each id a dimension of its own: 1 there, 0 elsewhere. It is not trained; its
   * weight must be the {@linkplain Tensor#identity identity}.
   *
   * @param name its name in the weights
   * @param rows V, how many ids there are; 1 or more
   * @return a frozen table (V, V)
   * @throws IllegalArgumentException if {@code rows} is not positive
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
