package io.github.ginestra.benchmarks;

import java.util.List;

/**
 * What came out of very many classifications by many threads.
 *
 * @param classifications how many were made
 * @param different how many answers, of those to warm up too, were not exactly those of a single
 *     thread
 * @param before the memory before
 * @param after the memory after
 */
record SteadyFigures(long classifications, long different, Memory before, Memory after) {

  /** One line of numbers, for {@link #read}. */
  String print() {
    return String.join(
        " ",
        List.of(
            Long.toString(classifications),
            Long.toString(different),
            Long.toString(before.heap()),
            Long.toString(before.resident()),
            Long.toString(after.heap()),
            Long.toString(after.resident())));
  }

  /** Reads what {@link #print} wrote. */
  static SteadyFigures read(String line) {
    String[] numbers = line.split(" ", -1);
    if (numbers.length != 6) {
      throw new IllegalArgumentException("\"" + line + "\" must be six numbers");
    }
    return new SteadyFigures(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        new Memory(Long.parseLong(numbers[2]), Long.parseLong(numbers[3])),
        new Memory(Long.parseLong(numbers[4]), Long.parseLong(numbers[5])));
  }

  /** How much more of the heap is in use, in bytes. */
  long heapGrowth() {
    return after.heap() - before.heap();
  }

  /** How much larger the process is, in bytes. */
  long residentGrowth() {
    return after.resident() - before.resident();
  }

  boolean knowsResident() {
    return before.resident() != Memory.UNKNOWN && after.resident() != Memory.UNKNOWN;
  }
}
