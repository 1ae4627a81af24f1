package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that has eight threads classify with one classifier, compares every answer with that of
 * a single thread, and looks at its memory before and after. Run in a JVM of its own.
 */
public final class SteadyUse {
  private static final int THREADS = 8;
  private static final int WARM_UP = 100_000;

  /** A heap that is all there from the start, so that growth is memory outside of it. */
  private static final List<String> FIXED_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private final SequenceClassifier classifier;
  private final List<String> texts;
  private final List<Map<String, Double>> expected;

  private SteadyUse(SequenceClassifier classifier, List<String> texts) {
    this.classifier = classifier;
    this.texts = texts;
    this.expected = texts.stream().map(this::answer).toList();
  }

  private Map<String, Double> answer(String text) {
    return classifier.classify(text).probabilities();
  }

  /** Runs the program. */
  static SteadyFigures measure(Path model, String backend, int classifications) throws IOException {
    List<String> lines =
        new ChildJvm(
                SteadyUse.class,
                FIXED_HEAP,
                model.toAbsolutePath().toString(),
                backend,
                Integer.toString(classifications))
            .lines();
    return SteadyFigures.read(lines.get(0));
  }

  /**
   * Prints one line of figures.
   *
   * @param arguments the model's file, the backend, how many classifications are made
   * @throws IOException if the model or the data cannot be read
   * @throws InterruptedException if the program is to end
   * @throws ExecutionException if a classification fails
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    List<String> texts = BenchmarkData.find().messages().texts();
    int count = Integer.parseInt(arguments[2]);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (SequenceClassifier classifier =
        SequenceClassifier.loader().backend(arguments[1]).load(Path.of(arguments[0]))) {
      SteadyUse use = new SteadyUse(classifier, texts);
      long different = use.classify(WARM_UP, threads);
      Memory before = Memory.now();
      different += use.classify(count, threads);
      System.out.println(new SteadyFigures(count, different, before, Memory.now()).print());
    } finally {
      threads.shutdown();
    }
  }

  /** Makes the given number of classifications; returns the number of wrong answers. */
  private long classify(int count, ExecutorService threads)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      counts.add(threads.submit(() -> classifyNext(next, count)));
    }
    long different = 0;
    for (Future<Long> one : counts) {
      different += one.get();
    }
    return different;
  }

  private long classifyNext(AtomicInteger next, int count) {
    long different = 0;
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      int text = i % texts.size();
      if (!answer(texts.get(text)).equals(expected.get(text))) {
        different++;
      }
    }
    return different;
  }
}
