package io.github.ginestra.benchmarks;

/** How long everything is measured. */
enum Effort {
  /** A few minutes, to see that everything works; its figures are not to be compared. */
  QUICK(1, 1, 2, 1, 3, 100_000),

  /** What is published. */
  FULL(3, 2, 4, 2, 11, 1_000_000);

  private final int forks;
  private final int warmUps;
  private final int iterations;
  private final int seconds;
  private final int starts;
  private final int classifications;

  Effort(int forks, int warmUps, int iterations, int seconds, int starts, int classifications) {
    this.forks = forks;
    this.warmUps = warmUps;
    this.iterations = iterations;
    this.seconds = seconds;
    this.starts = starts;
    this.classifications = classifications;
  }

  /** How many JVMs each benchmark of JMH is run in. */
  int forks() {
    return forks;
  }

  /** How many iterations warm each JVM up. */
  int warmUps() {
    return warmUps;
  }

  /** How many iterations are measured in each JVM. */
  int iterations() {
    return iterations;
  }

  /** How long an iteration takes. */
  int seconds() {
    return seconds;
  }

  /** How many times a JVM is started to see how long that takes. */
  int starts() {
    return starts;
  }

  /** How many classifications many threads make side by side. */
  int classifications() {
    return classifications;
  }
}
