package io.github.ginestra.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How fast one core reads a buffer that stays in its cache, and how fast it multiplies and adds:
 * what no network can outrun. In plain Java, as the backend is: nanoseconds a pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class MachineSpeed {
  /** How many floats a row of the buffer has. */
  static final int COLUMNS = 512;

  /** The multiply-adds of one pass of {@link #multiplyAdd}. */
  static final int MULTIPLY_ADDS = 16 * COLUMNS * 4;

  /** How many rows {@link #multiplyRows} reads at a time. */
  private static final int AT_A_TIME = 4;

  /** The size of the buffer in rows of 512 floats, a multiple of 4. */
  @Param("144")
  public int rows;

  private float[][] matrix; // (rows, columns)
  private float[] sums; // (columns)
  private float[] half; // half as many floats as the matrix
  private float[] otherHalf; // equal to it
  private float[] few; // small enough for the nearest cache
  private float factor;

  /** Called by JMH. */
  public MachineSpeed() {}

  /** The number of rows of a buffer of at least the given number of bytes. */
  static int rowsFor(long bytes) {
    long row = (long) COLUMNS * Float.BYTES;
    long count = (bytes + row - 1) / row;
    return Math.toIntExact((count + AT_A_TIME - 1) / AT_A_TIME * AT_A_TIME);
  }

  /** The size in bytes of a buffer with the given number of rows. */
  static long bytes(int rows) {
    return (long) rows * COLUMNS * Float.BYTES;
  }

  /** Makes the buffers. */
  @Setup
  public void fill() {
    matrix = new float[rows][COLUMNS];
    sums = new float[COLUMNS];
    half = new float[rows * COLUMNS / 2];
    otherHalf = new float[rows * COLUMNS / 2];
    few = new float[MULTIPLY_ADDS / 16];
    factor = 0.5f;
  }

  /**
   * Reads the buffer and does nothing else with it than to compare one half with the other, 64
   * bytes at once where the processor can.
   *
   * @return where the halves differ, which they do not
   */
  @Benchmark
  public int readAlone() {
    return Arrays.mismatch(half, otherHalf);
  }

  /**
   * Reads the buffer, a row of each quarter at a time, and multiplies and adds once for each
   * number: the product of a vector with a matrix, as the backend makes it.
   *
   * @return the sums
   */
  @Benchmark
  public float[] multiplyRows() {
    int quarter = matrix.length / AT_A_TIME;
    for (int row = 0; row < quarter; row++) {
      addRows(
          matrix[row], matrix[row + quarter], matrix[row + 2 * quarter], matrix[row + 3 * quarter]);
    }
    return sums;
  }

  private void addRows(float[] a, float[] b, float[] c, float[] d) {
    float[] to = sums;
    float x = factor;
    for (int i = 0; i < COLUMNS; i++) {
      to[i] += (x * a[i] + x * b[i]) + (x * c[i] + x * d[i]);
    }
  }

  /**
   * Multiplies and adds 16 times for each number read and written, so that neither counts.
   *
   * @return the numbers
   */
  @Benchmark
  public float[] multiplyAdd() {
    float[] values = few;
    float x = factor;
    for (int i = 0; i < values.length; i++) {
      values[i] = eightTimes(eightTimes(values[i], x), x);
    }
    return values;
  }

  private static float eightTimes(float value, float x) {
    return fourTimes(fourTimes(value, x), x);
  }

  private static float fourTimes(float value, float x) {
    return Math.fma(Math.fma(Math.fma(Math.fma(value, x, x), x, x), x, x), x, x);
  }
}
