package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The archive of the spam preset, loaded and closed in a warm JVM: milliseconds a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class Loading {
  /** The backend's name. */
  @Param({BackendNames.JAVA, BackendNames.PYTORCH, BackendNames.MXNET})
  public String backend;

  /** Called by JMH. */
  public Loading() {}

  /**
   * Loads the model, asks for its labels and releases it.
   *
   * @return the labels
   * @throws IOException if it cannot be read
   */
  @Benchmark
  public List<String> load() throws IOException {
    try (SequenceClassifier classifier = ClassifierKind.SPAM_PRESET.load(backend)) {
      return classifier.labels();
    }
  }
}
