package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program that loads a classifier, gives one answer, and ends: run in a JVM of its own to see how
 * long that takes.
 */
public final class FirstAnswer {
  private FirstAnswer() {}

  /**
   * Prints the label of a text.
   *
   * @param arguments the model's file, the backend, the text
   * @throws IOException if the model cannot be loaded
   */
  public static void main(String[] arguments) throws IOException {
    try (SequenceClassifier classifier =
        SequenceClassifier.loader().backend(arguments[1]).load(Path.of(arguments[0]))) {
      System.out.println(classifier.classify(arguments[2]).label());
    }
  }
}
