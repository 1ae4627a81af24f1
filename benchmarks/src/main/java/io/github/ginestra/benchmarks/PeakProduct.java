package io.github.ginestra.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.Arrays;

/**
 * How fast one core multiplies matrices at best: with the product of {@code backend-java} that
 * keeps blocks of the result in registers. The JVM needs the Vector API.
 */
final class PeakProduct {
  private static final String PRODUCTS = "io.github.ginestra.backend.java.VectorProducts";
  private static final int ROWS = 64;
  private static final int DEPTH = 128;
  private static final int WIDTH = 512;

  /** More than any vector has floats: rows may be read beyond their width. */
  private static final int PADDING = 64;

  private static final int WARM_UP = 5_000;
  private static final int TIMES = 20_000;

  private PeakProduct() {}

  /** Floating-point operations a second, in billions: the best of many products. */
  static double gigaflops() {
    MethodHandle add = add();
    float[][] a = rows(ROWS, DEPTH);
    float[][] b = rows(DEPTH, WIDTH);
    float[][] c = rows(ROWS, WIDTH);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP + TIMES; i++) {
      long start = System.nanoTime();
      multiply(add, c, a, b);
      best = i < WARM_UP ? best : Math.min(best, System.nanoTime() - start);
    }
    return 2.0 * ROWS * DEPTH * WIDTH / best;
  }

  private static void multiply(MethodHandle add, float[][] c, float[][] a, float[][] b) {
    try {
      add.invoke(c, 0, a, 0, ROWS, b, DEPTH, WIDTH);
    } catch (Throwable e) {
      throw new IllegalStateException("the product failed", e);
    }
  }

  /** The product of the backend, which is no part of its public interface. */
  private static MethodHandle add() {
    try {
      Constructor<?> constructor = Class.forName(PRODUCTS).getDeclaredConstructor();
      constructor.setAccessible(true);
      Object products = constructor.newInstance();
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(products.getClass(), MethodHandles.lookup());
      Class<?> matrix = float[][].class;
      MethodType type =
          MethodType.methodType(
              void.class,
              matrix,
              int.class,
              matrix,
              int.class,
              int.class,
              matrix,
              int.class,
              int.class);
      return lookup.bind(products, "add", type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(PRODUCTS + " is missing or has changed", e);
    }
  }

  private static float[][] rows(int count, int width) {
    float[][] rows = new float[count][width + PADDING];
    for (float[] row : rows) {
      Arrays.fill(row, 0.01f);
    }
    return rows;
  }
}
