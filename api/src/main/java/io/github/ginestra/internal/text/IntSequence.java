package io.github.ginestra.internal.text;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Numbers in an order. */
public interface IntSequence {

  /** How many there are. */
  int size();

  /** The number at a place in [0, size). */
  int get(int place);

  /** Copies these numbers. */
  default int[] toArray() {
    int[] array = new int[size()];
    Arrays.setAll(array, this::get);
    return array;
  }

  /** Views an array. */
  static IntSequence of(int... values) {
    return of(values.length, place -> values[place]);
  }

  /** Views the values of a function at the places in [0, size). */
  static IntSequence of(int size, IntUnaryOperator numbers) {
    return new IntSequence() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int get(int place) {
        return numbers.applyAsInt(place);
      }
    };
  }

  /** Views these numbers from one place to another. */
  default IntSequence part(int from, int to) {
    return of(to - from, place -> get(from + place));
  }

  /** Views these numbers followed by others. */
  default IntSequence then(IntSequence others) {
    int first = size();
    return of(
        first + others.size(), place -> place < first ? get(place) : others.get(place - first));
  }
}
