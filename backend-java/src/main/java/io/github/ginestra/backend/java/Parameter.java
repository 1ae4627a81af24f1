package io.github.ginestra.backend.java;

import io.github.ginestra.network.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weight in training: its values, its gradient, and what the optimiser remembers of it, as rows.
 * The rows are those of the portable form, or its columns where products need these.
 */
final class Parameter {
  private final String name;
  private final List<Integer> shape;
  private final boolean byColumns;
  private final int count; // of rows
  private final int width; // of a row
  private final float[][] values;
  private final float[][] gradient; // no rows if it is not trained
  private final float[][] mean; // no rows without Adam
  private final float[][] variance; // no rows without Adam
  private float @Nullable [][] turned; // (width, count)

  /**
   * Of a tensor.
   *
   * @param byColumns whether each row is a column of the tensor, which is a matrix then
   * @param trained whether it is trained
   * @param remembers whether the optimiser remembers something of it
   */
  Parameter(String name, Tensor tensor, boolean byColumns, boolean trained, boolean remembers) {
    this.name = name;
    shape = tensor.shape();
    this.byColumns = byColumns;
    int rows = shape.size() == 1 ? 1 : shape.get(0);
    int columns = shape.get(shape.size() - 1);
    count = byColumns ? columns : rows;
    width = byColumns ? rows : columns;
    values = Rows.rows(count, width);
    gradient = Rows.rows(trained ? count : 0, width);
    mean = Rows.rows(trained && remembers ? count : 0, width);
    variance = Rows.rows(trained && remembers ? count : 0, width);
    fill(values, tensor);
  }

  String name() {
    return name;
  }

  /** How many rows there are. */
  int count() {
    return count;
  }

  /** How many values each row has. */
  int width() {
    return width;
  }

  boolean isTrained() {
    return gradient.length > 0;
  }

  float[][] values() {
    return values;
  }

  float[][] gradient() {
    return gradient;
  }

  float[][] mean() {
    return mean;
  }

  float[][] variance() {
    return variance;
  }

  /** The only row of a vector. */
  float[] vector() {
    return values[0];
  }

  /** Keeps the columns as rows, too, from now on. */
  Parameter keepTurned() {
    if (turned == null) {
      turned = Rows.rows(width, count);
      refresh(0, count);
    }
    return this;
  }

  /** The columns as rows, (width, count). */
  float[][] turned() {
    float[][] kept = turned;
    if (kept == null) {
      throw new IllegalStateException(name);
    }
    return kept;
  }

  /** Brings some rows up to date in what is {@linkplain #turned turned}, if anything is. */
  void refresh(int from, int to) {
    float[][] kept = turned;
    if (kept == null) {
      return;
    }
    for (int column = 0; column < width; column++) {
      float[] row = kept[column];
      for (int i = from; i < to; i++) {
        row[i] = values[i][column];
      }
    }
  }

  /** Takes what is remembered of it from a tensor of its shape. */
  void recallMean(Tensor tensor) {
    fill(mean, requireShape(tensor));
  }

  /** The same of the gradient's square. */
  void recallVariance(Tensor tensor) {
    fill(variance, requireShape(tensor));
  }

  private Tensor requireShape(Tensor remembered) {
    if (!remembered.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "a moment of " + name + " has shape " + remembered.shape() + ", its weight " + shape);
    }
    return remembered;
  }

  private void fill(float[][] rows, Tensor tensor) {
    float[] from = tensor.values();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = from[byColumns ? j * count + i : i * width + j];
      }
    }
  }

  /** Copies rows such as {@link #values} into a tensor of the portable form. */
  Tensor copy(float[][] rows) {
    float[] to = new float[count * width];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        to[byColumns ? j * count + i : i * width + j] = rows[i][j];
      }
    }
    return new Tensor(shape, to);
  }
}
