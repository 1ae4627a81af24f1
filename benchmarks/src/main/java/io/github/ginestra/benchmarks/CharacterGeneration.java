package io.github.ginestra.benchmarks;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import java.io.IOException;
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

/**
 * A text continued at temperature 0.5, one character after the other, on one thread: characters a
 * second. Reading the 40 characters of the prompt and drawing each new one are part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class CharacterGeneration {
  private static final int PROMPT = 40;
  private static final int CHARACTERS = 5_000;
  private static final double TEMPERATURE = 0.5;

  /** The backend's name. */
  @Param({BackendNames.JAVA, BackendNames.PYTORCH, BackendNames.MXNET})
  public String backend;

  private CharLanguageModel model;
  private String prompt;
  private long seed;

  /** Called by JMH. */
  public CharacterGeneration() {}

  /**
   * Loads the model.
   *
   * @throws IOException if it or the data cannot be read
   */
  @Setup
  public void load() throws IOException {
    prompt = BenchmarkData.find().poems().substring(0, PROMPT);
    model = CharLanguageModel.loader().backend(backend).load(TrainedModels.find().generator());
  }

  /**
   * Writes a text, each time another one.
   *
   * @return the text
   */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public String generate() {
    return model.generate(prompt, Sampler.temperature(TEMPERATURE).seed(seed++), CHARACTERS);
  }

  /** Releases the model. */
  @TearDown
  public void close() {
    model.close();
  }
}
