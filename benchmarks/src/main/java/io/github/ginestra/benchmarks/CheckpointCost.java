package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.data.Examples;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A program that trains the spam preset twice with a checkpoint after each epoch, first in a JVM
 * that has just started, and prints the fraction of the training time that they take. Without
 * validation, nothing else stands between the last step of an epoch and its end.
 */
public final class CheckpointCost {
  private static final int TRAININGS = 2;

  private CheckpointCost() {}

  /**
   * Prints a line for each training.
   *
   * @param arguments the folder for the checkpoints, which must hold none
   * @throws IOException if the messages cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Examples messages = BenchmarkData.find().messages();
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int training = 1; training <= TRAININGS; training++) {
      System.out.println(measure(messages, folder.resolve("training-" + training)));
    }
  }

  private static String measure(Examples messages, Path checkpoints) {
    Writing writing = new Writing();
    long start = System.nanoTime();
    Classifiers.spam()
        .backend(BackendNames.PYTORCH)
        .checkpoint(checkpoints)
        .listener(writing)
        .train(messages)
        .close();
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "%.2f s, of which checkpoints %.3f s, %.2f %%",
        seconds,
        writing.seconds,
        100 * writing.seconds / seconds);
  }

  /** Adds up the time from each epoch's last step to its end. */
  private static final class Writing implements TrainingListener {
    private long lastStep;
    private double seconds;

    @Override
    public void onStep(TrainingProgress progress) {
      lastStep = System.nanoTime();
    }

    @Override
    public void onEpoch(EpochMetrics metrics) {
      seconds += (System.nanoTime() - lastStep) / 1e9;
    }
  }
}
