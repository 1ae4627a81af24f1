package io.github.ginestra.backend.java;

import io.github.ginestra.network.Pooling;

/** How the states of one direction become one vector, state by state as they are made. */
final class Pools {
  private Pools() {}

  /**
   * Takes one more state in.
   *
   * @param h the state, (H)
   * @param step how many states of the text came before it
   * @param length how many the text has
   * @param pooled the vector, of which H values from {@code from} on are this direction's
   */
  static void add(Pooling pooling, float[] h, int step, int length, float[] pooled, int from) {
    switch (pooling) {
      case LAST -> {
        if (step == length - 1) {
          System.arraycopy(h, 0, pooled, from, h.length);
        }
      }
      case MAX -> {
        if (step == 0) {
          System.arraycopy(h, 0, pooled, from, h.length);
        } else {
          max(h, pooled, from);
        }
      }
      case MEAN -> {
        if (step == 0) {
          System.arraycopy(h, 0, pooled, from, h.length);
        } else {
          sum(h, pooled, from);
        }
        if (step == length - 1) {
          divide(pooled, from, from + h.length, length);
        }
      }
    }
  }

  private static void max(float[] h, float[] pooled, int from) {
    for (int j = 0; j < h.length; j++) {
      pooled[from + j] = Math.max(pooled[from + j], h[j]);
    }
  }

  private static void sum(float[] h, float[] pooled, int from) {
    for (int j = 0; j < h.length; j++) {
      pooled[from + j] += h[j];
    }
  }

  private static void divide(float[] pooled, int from, int to, int length) {
    for (int j = from; j < to; j++) {
      pooled[j] /= length;
    }
  }
}
