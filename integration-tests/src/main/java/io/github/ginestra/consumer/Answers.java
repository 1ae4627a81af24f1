package io.github.ginestra.consumer;

import io.github.ginestra.classification.ClassifierLoader;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.spi.BackendException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads a saved classifier and prints the labels of some messages. The backend is the one that the
 * second argument names, if there is one.
 */
public final class Answers {
  private Answers() {}

  /**
   * Runs the program. Its exit status is 2 if no backend can be chosen or started; then the reason
   * is printed to the error stream.
   *
   * @param arguments the model's file, and the backend's name or nothing
   * @throws IOException if the file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    ClassifierLoader loader = SequenceClassifier.loader();
    if (arguments.length > 1) {
      loader.backend(arguments[1]);
    }
    try (SequenceClassifier classifier = loader.load(Path.of(arguments[0]))) {
      System.out.println(classifier.classify("Win a FREE prize now").label());
      System.out.println(classifier.classify("shall we walk home together?").label());
    } catch (BackendException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
