package io.github.ginestra.backend.java;

/**
 * Whether {@link Math#fma(float, float, float)} is an instruction of this processor. Where it is
 * not, Java computes it with big decimals, to the same bits, hundreds of times more slowly.
 */
final class FusedMultiplyAdd {
  private static final int ROUNDS = 5;
  private static final int CALLS = 100;

  /** Between 0.05 µs for a call in the interpreter, and some 5 µs with big decimals. */
  private static final long NANOSECONDS = 1_000;

  /** Whether it is, in this JVM. */
  static final boolean IS_INSTRUCTION = fastest() < CALLS * NANOSECONDS;

  private FusedMultiplyAdd() {}

  /** The nanoseconds of the fastest round, which nothing has interrupted. */
  private static long fastest() {
    long fastest = Long.MAX_VALUE;
    float sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int call = 1; call <= CALLS; call++) {
        sum = Math.fma(0.7f, sum, call);
      }
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return Float.isNaN(sum) ? Long.MAX_VALUE : fastest; // so that the sum is needed
  }
}
