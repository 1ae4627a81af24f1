package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products are sums of products, whatever the shape and whatever the processor has. */
class PlainProductsTest {
  private static final int ROWS = 21;
  private static final double ROUNDING = 1e-5;

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 6", "true, 41", "false, 1", "false, 6", "false, 41"})
  void rows_times_a_matrix_are_added(boolean fused, int depth) {
    float[][] a = drawn(ROWS, depth);
    float[][] b = drawn(depth, 19);
    float[][] c = drawn(ROWS, 19);
    double[][] expected = sums(c, (row, column) -> dot(a[row], b, column));

    new PlainProducts(fused).add(c, 0, a, 0, ROWS, b, depth, 19);

    assertSame(c, expected);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 6", "true, 41", "false, 1", "false, 6", "false, 41"})
  void a_transposed_matrix_times_rows_is_added(boolean fused, int depth) {
    float[][] a = drawn(depth, ROWS);
    float[][] b = drawn(depth, 19);
    float[][] c = drawn(ROWS, 19);
    double[][] expected = sums(c, (row, column) -> dot(column(a, row), b, column));

    new PlainProducts(fused).addTransposed(c, 0, ROWS, a, 0, b, 0, depth, 19);

    assertSame(c, expected);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void bits_do_not_depend_on_where_work_is_cut(boolean fused) {
    PlainProducts products = new PlainProducts(fused);
    float[][] a = drawn(ROWS, 41);
    float[][] b = drawn(41, 19);
    float[][] whole = new float[ROWS][19];
    float[][] parts = new float[ROWS][19];

    products.add(whole, 0, a, 0, ROWS, b, 41, 19);
    products.add(parts, 0, a, 0, 5, b, 41, 19);
    products.add(parts, 5, a, 5, ROWS - 5, b, 41, 19);

    assertThat(parts).isDeepEqualTo(whole);
  }

  private interface Product {
    double of(int row, int column);
  }

  private static double[][] sums(float[][] c, Product product) {
    double[][] sums = new double[c.length][];
    Arrays.setAll(sums, row -> new double[c[row].length]);
    for (int row = 0; row < c.length; row++) {
      for (int column = 0; column < c[row].length; column++) {
        sums[row][column] = c[row][column] + product.of(row, column);
      }
    }
    return sums;
  }

  private static double dot(float[] x, float[][] b, int column) {
    double sum = 0;
    for (int p = 0; p < b.length; p++) {
      sum += (double) x[p] * b[p][column];
    }
    return sum;
  }

  private static float[] column(float[][] a, int column) {
    float[] values = new float[a.length];
    for (int n = 0; n < values.length; n++) {
      values[n] = a[n][column];
    }
    return values;
  }

  private float[][] drawn(int rows, int width) {
    float[][] matrix = new float[rows][width];
    for (float[] row : matrix) {
      for (int column = 0; column < width; column++) {
        row[column] = random.nextFloat() - 0.5f;
      }
    }
    return matrix;
  }

  private static void assertSame(float[][] c, double[][] expected) {
    for (int row = 0; row < c.length; row++) {
      for (int column = 0; column < c[row].length; column++) {
        assertThat((double) c[row][column]).isCloseTo(expected[row][column], within(ROUNDING));
      }
    }
  }
}
