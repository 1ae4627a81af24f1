package io.github.ginestra.backend.java;

import io.github.ginestra.network.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weight in training: its values, its gradient, and what the optimiser remembers of it, as rows.
 * The rows are those of the portable form, or its columns where products need these. Each row is an
 * array, or several rows of a table share one, so that the optimiser's loops are long.
 */
final class Parameter implements ChannelTable {
  /** How many values the rows that share an array have together at most. */
  private static final int SHARED = 1 << 12;

  private final String name;
  private final List<Integer> shape;
  private final boolean byColumns;
  private final int rows;
  private final int rowWidth;
  private final int rowsAnArray;
  private final int count; // of arrays
  private final int width; // of an array
  private final float[][] values;
  private final float[][] gradient; // no rows if it is not trained
  private final float[][] mean; // no rows without Adam
  private final float[][] variance; // no rows without Adam
  private final boolean[] touched; // by row of a table whose gradient is sparse, else empty
  private float @Nullable [][] turned; // (width, count)

  /**
   * Of a tensor.
   *
   * @param byColumns whether each row is a column of the tensor, as a matrix that has as many rows
   *     as the tensor's first extent
   * @param isTable whether it is only looked up: rows share arrays, and of the gradient only rows
   *     that are touched are other than zero
   * @param trained whether it is trained
   * @param remembers whether the optimiser remembers something of it
   */
  Parameter(
      String name,
      Tensor tensor,
      boolean byColumns,
      boolean isTable,
      boolean trained,
      boolean remembers) {
    this.name = name;
    shape = tensor.shape();
    this.byColumns = byColumns;
    int height = shape.size() == 1 ? 1 : shape.get(0);
    int columns = tensor.values().length / height;
    rows = byColumns ? columns : height;
    rowWidth = byColumns ? height : columns;
    rowsAnArray = isTable ? Math.max(1, Math.min(rows, SHARED / rowWidth)) : 1;
    count = (rows + rowsAnArray - 1) / rowsAnArray;
    width = rowsAnArray * rowWidth;
    touched = new boolean[isTable ? rows : 0];
    values = Rows.rows(count, width);
    gradient = Rows.rows(trained ? count : 0, width);
    mean = Rows.rows(trained && remembers ? count : 0, width);
    variance = Rows.rows(trained && remembers ? count : 0, width);
    fill(values, tensor);
  }

  String name() {
    return name;
  }

  /** How many arrays there are. */
  int count() {
    return count;
  }

  /** How many values each array has. */
  int width() {
    return width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int rowWidth() {
    return rowWidth;
  }

  /** How many rows each array has, the last one perhaps fewer. */
  int rowsAnArray() {
    return rowsAnArray;
  }

  /** Where a row begins in its array, that of the number {@code row / rowsAnArray()}. */
  int offset(int row) {
    return row % rowsAnArray * rowWidth;
  }

  @Override
  public void copyRow(int row, float[] to, int at) {
    System.arraycopy(values[row / rowsAnArray], offset(row), to, at, rowWidth);
  }

  @Override
  public void addGradient(int row, float[] added, int from) {
    float[] sum = gradient[row / rowsAnArray];
    int at = offset(row);
    for (int j = 0; j < rowWidth; j++) {
      sum[at + j] += added[from + j];
    }
    if (isSparse()) {
      touched[row] = true;
    }
  }

  /** Whether only touched rows of the gradient are other than zero. */
  boolean isSparse() {
    return touched.length > 0;
  }

  /** Whether something was added to the gradient of a row of a sparse table. */
  boolean isTouched(int row) {
    return touched[row];
  }

  /** Sets the gradient of some arrays to zero. */
  void clearGradient(int from, int to) {
    if (!isSparse()) {
      for (int i = from; i < to; i++) {
        Arrays.fill(gradient[i], 0);
      }
      return;
    }
    for (int row = from * rowsAnArray; row < Math.min(rows, to * rowsAnArray); row++) {
      if (touched[row]) {
        int at = offset(row);
        Arrays.fill(gradient[row / rowsAnArray], at, at + rowWidth, 0);
        touched[row] = false;
      }
    }
  }

  @Override
  public boolean isTrained() {
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

  private void fill(float[][] arrays, Tensor tensor) {
    float[] from = tensor.values();
    for (int i = 0; i < rows; i++) {
      float[] array = arrays[i / rowsAnArray];
      for (int j = 0; j < rowWidth; j++) {
        array[offset(i) + j] = from[byColumns ? j * rows + i : i * rowWidth + j];
      }
    }
  }

  /** Copies arrays such as {@link #values} into a tensor of the portable form. */
  Tensor copy(float[][] arrays) {
    float[] to = new float[rows * rowWidth];
    for (int i = 0; i < rows; i++) {
      float[] array = arrays[i / rowsAnArray];
      for (int j = 0; j < rowWidth; j++) {
        to[byColumns ? j * rows + i : i * rowWidth + j] = array[offset(i) + j];
      }
    }
    return new Tensor(shape, to);
  }
}
