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
   * Returns the name of the table among the weights.
   *
   * @return {@code <name>.weight}
   */
  public String weightName() {
    return name + ".weight";
  }
}
