package io.github.ginestra.classification;

import io.github.ginestra.internal.features.SparseVector;
import java.util.Arrays;

/** The n-gram counts of texts, one after the other in two arrays. Texts are added at the end. */
final class TextFeatures {
  private int[] starts = new int[64]; // (N + 1)
  private int[] columns = new int[1024];
  private float[] values = new float[1024];
  private int size;

  /** Adds a text. */
  void add(SparseVector text) {
    int begin = starts[size];
    int end = Math.addExact(begin, text.size());
    if (end > columns.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * columns.length));
      columns = Arrays.copyOf(columns, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    System.arraycopy(text.columns(), 0, columns, begin, text.size());
    System.arraycopy(text.values(), 0, values, begin, text.size());
    starts[++size] = end;
  }

  /** N, how many texts there are. */
  int size() {
    return size;
  }

  int start(int text) {
    return starts[text];
  }

  int end(int text) {
    return starts[text + 1];
  }

  int column(int place) {
    return columns[place];
  }

  float value(int place) {
    return values[place];
  }

  /** The counts of one text. */
  SparseVector get(int text) {
    return new SparseVector(
        Arrays.copyOfRange(columns, start(text), end(text)),
        Arrays.copyOfRange(values, start(text), end(text)));
  }
}
