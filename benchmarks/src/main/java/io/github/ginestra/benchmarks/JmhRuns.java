package io.github.ginestra.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has JMH run benchmarks, each in JVMs of its own, and collects what it measured. */
final class JmhRuns {
  /** The parameter that names the backend. */
  private static final String BACKEND = "backend";

  private final Effort effort;
  private final TrainedModels models;
  private final List<Score> scores = new ArrayList<>();

  /**
   * Prepares runs.
   *
   * @param models what is measured; what JMH prints goes to their folder
   */
  JmhRuns(Effort effort, TrainedModels models) {
    this.effort = effort;
    this.models = models;
  }

  /** Runs all methods of a class, with all values of their parameters. */
  void run(Class<?> benchmark) {
    run(benchmark, options -> options);
  }

  /** Runs all methods of a class on the backend {@code java} with the Vector API. */
  void runWithVectors(Class<?> benchmark) {
    run(
        benchmark,
        benchmark.getSimpleName() + "WithVectors",
        options -> options.param(BACKEND, BackendNames.JAVA).jvmArgsAppend(BackendNames.VECTOR_API),
        score -> score.with(BACKEND, BackendNames.JAVA_WITH_VECTORS));
  }

  /**
   * Runs all methods of a class.
   *
   * @param change sets what differs from the usual
   */
  void run(Class<?> benchmark, UnaryOperator<ChainedOptionsBuilder> change) {
    run(benchmark, benchmark.getSimpleName(), change, score -> score);
  }

  private void run(
      Class<?> benchmark,
      String name,
      UnaryOperator<ChainedOptionsBuilder> change,
      UnaryOperator<Score> named) {
    Path log = models.folder().resolve(name + ".log");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + benchmark.getSimpleName() + "\\.")
            .jvmArgsPrepend("-D" + TrainedModels.PROPERTY + "=" + models.folder().toAbsolutePath())
            .forks(effort.forks())
            .warmupIterations(effort.warmUps())
            .warmupTime(TimeValue.seconds(effort.seconds()))
            .measurementIterations(effort.iterations())
            .measurementTime(TimeValue.seconds(effort.seconds()))
            .shouldFailOnError(true)
            .output(log.toString());
    try {
      new Runner(change.apply(options).build())
          .run()
          .forEach(run -> scores.add(named.apply(Score.of(run))));
    } catch (RunnerException e) {
      throw new IllegalStateException(name + " failed, see " + log + ": " + e.getMessage(), e);
    }
  }

  /** What all runs so far have measured. */
  Scores scores() {
    return new Scores(List.copyOf(scores));
  }
}
