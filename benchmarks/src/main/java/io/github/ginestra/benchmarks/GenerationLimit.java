package io.github.ginestra.benchmarks;

/**
 * How fast one core of this machine could write at best: weights must be read, products made, and
 * the slower of both decides.
 *
 * @param work what a character takes
 * @param bytesPerSecond how fast a buffer of the weights' size is read, if nothing is done with it
 * @param workingBytesPerSecond how fast it is read if each number is multiplied and added once
 * @param multiplyAddsPerSecond how fast is multiplied and added, if nothing is read
 */
record GenerationLimit(
    GenerationWork work,
    double bytesPerSecond,
    double workingBytesPerSecond,
    double multiplyAddsPerSecond) {

  /**
   * The limit of a model.
   *
   * @param scores with those of {@link MachineSpeed} at {@link MachineSpeed#rowsFor} the work
   */
  static GenerationLimit of(GenerationWork work, Scores scores) {
    double bytes = MachineSpeed.bytes(MachineSpeed.rowsFor(work.bytes()));
    return new GenerationLimit(
        work,
        bytes / seconds(scores, "readAlone"),
        bytes / seconds(scores, "multiplyRows"),
        MachineSpeed.MULTIPLY_ADDS / seconds(scores, "multiplyAdd"));
  }

  private static double seconds(Scores scores, String method) {
    return scores.get("MachineSpeed." + method).mean() / 1e9;
  }

  /** Characters a second, if reading and multiplying do not wait for each other. */
  double charactersPerSecond() {
    return Math.min(bytesPerSecond / work.bytes(), multiplyAddsPerSecond / work.multiplyAdds());
  }

  /** Characters a second of a product of vector and matrix in plain Java, and nothing else. */
  double productsPerSecond() {
    return workingBytesPerSecond / work.bytes();
  }
}
