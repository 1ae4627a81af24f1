package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes from the start of a JVM until a model is loaded and has given its first answer,
 * with natives that were unpacked before.
 *
 * @param model the classifier's file
 * @param starts how many times it is measured, after one that is not
 */
record StartTime(Path model, int starts) {
  private static final String TEXT = "WINNER!! Claim your prize now, call 09061701461";

  /**
   * The median on a backend, in seconds.
   *
   * @param options the JVM options
   */
  double seconds(String backend, String... options) throws IOException {
    ChildJvm program =
        new ChildJvm(
            FirstAnswer.class, List.of(options), model.toAbsolutePath().toString(), backend, TEXT);
    program.secondsToFirstLine();
    double[] seconds = new double[starts];
    for (int i = 0; i < starts; i++) {
      seconds[i] = program.secondsToFirstLine();
    }
    Arrays.sort(seconds);
    return seconds[starts / 2];
  }
}
