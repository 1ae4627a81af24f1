package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * The spam preset on 1,000 messages at once: messages a second of two threads, each with its own
 * 1,000. No other thread helps them, in Java or in an engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(2)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class BatchClassification {
  private static final int MESSAGES = 1_000;

  /** The backend's name. */
  @Param({BackendNames.JAVA, BackendNames.PYTORCH, BackendNames.MXNET})
  public String backend;

  private SequenceClassifier classifier;
  private List<String> texts;

  /** Called by JMH. */
  public BatchClassification() {}

  /**
   * Loads the model.
   *
   * @throws IOException if it or the data cannot be read
   */
  @Setup
  public void load() throws IOException {
    texts = ClassifierKind.SPAM_PRESET.texts(BenchmarkData.find()).subList(0, MESSAGES);
    classifier =
        SequenceClassifier.loader().backend(backend).threads(1).load(TrainedModels.find().spam());
  }

  /**
   * Classifies the messages.
   *
   * @return the answers
   */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public List<Classification> classifyAll() {
    return classifier.classifyAll(texts);
  }

  /** Releases the model. */
  @TearDown
  public void close() {
    classifier.close();
  }
}
