package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.Classification;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One message classified, from its text to its answer, on one thread: microseconds a message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class SingleClassification {
  /** The backend's name. */
  @Param({BackendNames.JAVA, BackendNames.PYTORCH, BackendNames.MXNET})
  public String backend;

  /** The classifier. */
  @Param public ClassifierKind model;

  private SequenceClassifier classifier;
  private List<String> texts;
  private int next;

  /** Called by JMH. */
  public SingleClassification() {}

  /**
   * Loads the model.
   *
   * @throws IOException if it or the data cannot be read
   */
  @Setup
  public void load() throws IOException {
    texts = model.texts(BenchmarkData.find());
    classifier = model.load(backend);
  }

  /**
   * Classifies the next message, after the last one the first again.
   *
   * @return the answer
   */
  @Benchmark
  public Classification classify() {
    next = next + 1 < texts.size() ? next + 1 : 0;
    return classifier.classify(texts.get(next));
  }

  /** Releases the model. */
  @TearDown
  public void close() {
    classifier.close();
  }
}
