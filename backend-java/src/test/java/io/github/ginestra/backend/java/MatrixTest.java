package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.RecurrentSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {
  private static final int ROWS = 37;

  private final Workspace workspace = new Workspace(RecurrentSpec.simple(1));

  private static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] product(float[] values, int columns, float[] x) {
    double[] sums = new double[values.length / columns];
    for (int i = 0; i < values.length; i++) {
      sums[i / columns] += (double) values[i] * x[i % columns];
    }
    return sums;
  }

  private static double sumOfSizes(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }

  @Test
  void it_is_laid_out_for_the_vector_api_where_that_is() {
    boolean vectors = Boolean.getBoolean("ginestra.vectorApi");

    assertThat(Kernels.HERE.nameVectors()).isEqualTo(vectors);
    assertThat(Kernels.HERE.matrix(new float[4], 2, 0, 2).getClass().getSimpleName())
        .isEqualTo(vectors ? "VectorMatrix" : "FloatMatrix");
    assertThat(new JavaBackend().usesVectors()).isEqualTo(vectors);
    assertThat(JavaBackend.withoutVectors().usesVectors()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 127, 128, 600})
  void a_product_is_added(int columns) {
    float[] values = random(ROWS * columns, 1);
    float[] x = random(columns, 2);
    float[] sums = random(ROWS, 3);
    float[] before = sums.clone();
    Kernels.HERE.matrix(values, columns, 0, columns).addProduct(x, 0, sums, workspace);

    double[] expected = product(values, columns, x);
    for (int r = 0; r < ROWS; r++) {
      assertThat((double) sums[r])
          .isCloseTo(before[r] + expected[r], within(2e-7 * columns + 1e-6));
    }
  }

  @Test
  void some_columns_times_some_values_are_added() {
    float[] values = random(ROWS * 10, 1);
    float[] x = random(20, 2);
    float[] sums = new float[ROWS];
    Kernels.HERE.matrix(values, 10, 3, 9).addProduct(x, 11, sums, workspace);

    for (int r = 0; r < ROWS; r++) {
      double expected = 0;
      for (int c = 0; c < 6; c++) {
        expected += values[r * 10 + 3 + c] * x[11 + c];
      }
      assertThat((double) sums[r]).isCloseTo(expected, within(2e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 64, 65, 128, 200})
  void a_product_of_the_first_rows_is_that_of_the_matrix_to_the_last_bit(int first) {
    float[] values = random(200 * 9, 1);
    float[] x = random(9, 2);
    for (Matrix matrix :
        new Matrix[] {Kernels.HERE.matrix(values, 9, 0, 9), new ByteMatrix(values, 9, 0, 9)}) {
      float[] all = new float[200];
      float[] some = new float[first];
      matrix.addProduct(x, 0, all, workspace);
      matrix.addProduct(x, 0, some, workspace);

      assertThat(some).isEqualTo(Arrays.copyOf(all, first));
    }
  }

  @Test
  void several_vectors_have_the_products_of_each_to_the_last_bit() {
    float[] values = random(ROWS * 130, 1);
    float[][] x = {random(130, 2), random(130, 3), random(130, 4)};
    for (Matrix matrix :
        new Matrix[] {
          Kernels.HERE.matrix(values, 130, 0, 130), new ByteMatrix(values, 130, 0, 130)
        }) {
      float[][] together = new float[3][ROWS];
      matrix.addProducts(x, together, 2, workspace);
      for (int i = 0; i < 2; i++) {
        float[] alone = new float[ROWS];
        matrix.addProduct(x[i], 0, alone, workspace);
        assertThat(together[i]).isEqualTo(alone);
      }
      assertThat(together[2]).containsOnly(0);
    }
  }

  @Test
  void some_rows_come_back_to_the_last_bit() {
    float[] values = random(ROWS * 3, 1);
    float[] back = new float[5 * 3];
    Kernels.HERE.matrix(values, 3, 0, 3).copyTo(back, 3, 0, 30);

    assertThat(back).isEqualTo(Arrays.copyOfRange(values, 30 * 3, 35 * 3));
  }

  @Test
  void the_values_come_back_to_the_last_bit() {
    float[] values = random(ROWS * 10, 1);
    values[17] = Float.MIN_VALUE;
    values[18] = -0f;
    values[19] = Float.MAX_VALUE;
    float[] back = new float[values.length];
    Kernels.HERE.matrix(values, 10, 0, 4).copyTo(back, 10, 0, 0);
    Kernels.HERE.matrix(values, 10, 4, 10).copyTo(back, 10, 4, 0);

    assertThat(back).isEqualTo(values);
  }

  /**
   * A weight is moved by half a scale at most, a scale is a 127th of the greatest weight of its
   * row, and a value of the vector moves by far less.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 127, 128, 600, 5000})
  void a_rounded_product_errs_no_more_than_its_rounding_allows(int columns) {
    float[] values = random(ROWS * columns, 1);
    float[] x = random(columns, 2);
    float[] sums = new float[ROWS];
    new ByteMatrix(values, columns, 0, columns).addProduct(x, 0, sums, workspace);

    double[] expected = product(values, columns, x);
    for (int r = 0; r < ROWS; r++) {
      float scale = Rounding.scale(values, r * columns, columns);
      assertThat((double) sums[r])
          .isCloseTo(expected[r], within(scale * 0.51 * sumOfSizes(x) + 0.02));
    }
  }

  @Test
  void rounded_numbers_are_multiplied_exactly() {
    float[] values = new float[ROWS * 9];
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 9 == 0 ? 127 : random.nextInt(255) - 127;
    }
    float[] x = {32767, -32767, 1, 0, -1, 1000, -12345, 77, 32767};
    float[] sums = new float[ROWS];
    new ByteMatrix(values, 9, 0, 9).addProduct(x, 0, sums, workspace);

    double[] expected = product(values, 9, x);
    for (int r = 0; r < ROWS; r++) {
      assertThat(sums[r]).isEqualTo((float) expected[r]);
    }
  }

  @Test
  void nothing_times_anything_is_nothing_and_no_number_stays_none() {
    float[] sums = new float[2];
    new ByteMatrix(new float[6], 3, 0, 3).addProduct(random(3, 1), 0, sums, workspace);
    assertThat(sums).containsOnly(0);
    new ByteMatrix(random(6, 1), 3, 0, 3).addProduct(new float[3], 0, sums, workspace);
    assertThat(sums).containsOnly(0);
    float[] tiny = {Float.MIN_VALUE, 0, -Float.MIN_VALUE};
    new ByteMatrix(random(6, 1), 3, 0, 3).addProduct(tiny, 0, sums, workspace);
    assertThat(sums).containsOnly(0);
    new ByteMatrix(new float[] {1, 1, 1, Float.NaN}, 2, 0, 2)
        .addProduct(new float[] {1, 1}, 0, sums, workspace);
    assertThat(sums[0]).isEqualTo(2);
    assertThat(sums[1]).isNaN();
    sums[0] = 0;
    new ByteMatrix(new float[] {1, 1, 1, 1}, 2, 0, 2)
        .addProduct(new float[] {Float.NaN, 1}, 0, sums, workspace);
    assertThat(sums[0]).isNaN();
  }

  @Test
  void rounded_values_do_not_come_back() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ByteMatrix(new float[4], 2, 0, 2).copyTo(new float[4], 2, 0, 0))
        .withMessageContaining(
            "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#quantize");
    assertThatIllegalStateException().isThrownBy(() -> new ByteTable(new float[4], 2).values());
  }

  @Test
  void a_rounded_table_gives_each_vector_its_own_scale() {
    float[] values = {127, 1, 0.127f, -0.001f};
    Matrix identity = Kernels.HERE.matrix(new float[] {1, 0, 0, 1}, 2, 0, 2);
    float[] sums = new float[2];
    new ByteTable(values, 2).addProduct(identity, 0, sums, workspace);
    new ByteTable(values, 2).addProduct(identity, 1, sums, workspace);

    assertThat(sums).containsExactly(new float[] {127.127f, 0.999f}, within(1e-5f));
  }
}
