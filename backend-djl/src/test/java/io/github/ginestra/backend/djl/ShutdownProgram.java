package io.github.ginestra.backend.djl;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A program to be terminated by a signal while an engine works. Prints "ready" first. */
final class ShutdownProgram {
  private static final long HOOK_MILLIS = 1500;

  private ShutdownProgram() {}

  /**
   * Runs until it is terminated.
   *
   * @param arguments the backend, what to do, and a file
   */
  public static void main(String[] arguments) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
    }
    switch (arguments[1]) {
      case "requests" -> requests(arguments[0]);
      case "training" -> training(arguments[0], Path.of(arguments[2]));
      default -> longScoring(arguments[0]);
    }
  }

  /**
   * Threads score in an endless loop; a hook scores for a while and counts the failures meanwhile.
   */
  private static void requests(String name) throws InterruptedException {
    Network network = network(name, 32);
    Batch batch = batch(8, 20);
    AtomicBoolean hookRuns = new AtomicBoolean(true);
    AtomicInteger served = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Runnable request =
        () -> {
          try {
            network.score(batch);
            served.incrementAndGet();
          } catch (IllegalStateException e) {
            if (hookRuns.get()) {
              failed.incrementAndGet();
            }
          }
        };
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  int before = served.get();
                  long end = System.currentTimeMillis() + HOOK_MILLIS;
                  while (System.currentTimeMillis() < end) {
                    request.run();
                  }
                  hookRuns.set(false);
                  System.out.println(
                      (served.get() > before + 1 ? "served" : "stood still")
                          + ", failed "
                          + failed.get());
                  System.out.flush();
                }));
    for (int i = 0; i < 3; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  request.run();
                }
              });
      thread.setDaemon(i == 0);
      thread.start();
    }
    while (served.get() < 10) {
      Thread.sleep(5);
    }
    System.out.println("ready");
  }

  /**
   * Trains; a hook cancels the training, waits until the model is saved, and classifies with it.
   */
  private static void training(String name, Path file) {
    Thread main = Thread.currentThread();
    AtomicBoolean cancelled = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cancelled.set(true);
                  try {
                    main.join();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  try (SequenceClassifier saved =
                      SequenceClassifier.loader().backend(name).load(file)) {
                    System.out.println("saved, answers " + saved.classify("ham 1").label());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                  System.out.flush();
                }));
    TrainingListener listener =
        new TrainingListener() {
          private boolean isReady;

          @Override
          public void onStep(TrainingProgress progress) {
            if (!isReady) {
              isReady = true;
              System.out.println("ready");
            }
          }

          @Override
          public boolean isCancelled() {
            return cancelled.get();
          }
        };
    try (SequenceClassifier classifier =
        Classifiers.text()
            .withoutNgrams()
            .backend(name)
            .training(TrainingOptions.builder().epochs(1_000_000).build())
            .listener(listener)
            .train(examples())) {
      classifier.save(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Examples examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String label = i % 2 == 0 ? "ham" : "spam";
      examples.add(new Example(label, label + " " + i));
    }
    return Examples.of(examples);
  }

  /** Scores a batch that takes minutes. */
  private static void longScoring(String name) {
    Network network = network(name, 512);
    Batch batch = batch(64, 5_000);
    System.out.println("ready");
    network.score(batch);
  }

  private static Network network(String name, int units) {
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      if (backend.name().equals(name)) {
        NetworkSpec spec =
            new NetworkSpec(
                List.of(new EmbeddingTable("embedding", 9, 8, true)),
                0,
                RecurrentSpec.lstm(units),
                false,
                0,
                new Head.Pooled(Pooling.MEAN, 2));
        return backend.load(spec, weights(spec), new BackendSettings(1));
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static Weights weights(NetworkSpec spec) {
    Random random = new Random(4);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextFloat() - 0.5f) / 5;
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return Weights.of(tensors);
  }

  private static Batch batch(int size, int steps) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    return Batch.of(lengths, List.of(new int[size * steps]));
  }
}
