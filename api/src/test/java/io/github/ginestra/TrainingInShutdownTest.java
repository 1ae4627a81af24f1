package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end while it trains, and whose own hook keeps the model. */
class TrainingInShutdownTest {

  /** Trains until a shutdown hook cancels it, and then saves the model. */
  public static final class Host {
    private Host() {}

    public static void main(String[] arguments) throws InterruptedException {
      AtomicBoolean cancelled = new AtomicBoolean();
      CountDownLatch learning = new CountDownLatch(1);
      Thread training =
          new Thread(() -> train(Path.of(arguments[0]), cancelled, learning), "training");
      training.setDaemon(true);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    cancelled.set(true);
                    join(training);
                  }));
      training.start();
      learning.await();
      System.exit(3);
    }

    private static void join(Thread thread) {
      try {
        thread.join(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void train(Path file, AtomicBoolean cancelled, CountDownLatch learning) {
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
              learning.countDown();
            }

            @Override
            public boolean isCancelled() {
              return cancelled.get();
            }
          };
      try (SequenceClassifier classifier =
          Topics.classifier()
              .training(Topics.options().epochs(1_000_000).build())
              .listener(listener)
              .train(Topics.examples(90, 1))) {
        classifier.save(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void the_hook_gets_the_best_model_so_far(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.ginestra");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isEqualTo(3);
    try (SequenceClassifier classifier = SequenceClassifier.load(file)) {
      assertThat(classifier.history().epochs()).isNotEmpty();
    }
  }
}
