package io.github.ginestra.consumer;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains a classifier and prints the labels of two messages. The backend is the one that the first
 * argument names, if there is one.
 */
public final class SpamOrHam {
  private static final List<String> SPAM = List.of("win", "free", "prize", "cash", "claim");
  private static final List<String> HAM = List.of("home", "tonight", "lunch", "mother", "train");

  private SpamOrHam() {}

  /**
   * Runs the program. Its exit status is 2 if no backend can be chosen or started; then the reason
   * is printed to the error stream.
   *
   * @param arguments the backend's name, or nothing
   */
  public static void main(String[] arguments) {
    ClassifierBuilder builder =
        Classifiers.text()
            .withoutNgrams()
            .embedding(Embedding.learned(8))
            .recurrent(RecurrentSpec.gru(8).bidirectional())
            .training(TrainingOptions.builder().epochs(12).learningRate(0.02).build())
            .threads(1);
    if (arguments.length > 0) {
      builder.backend(arguments[0]);
    }
    try (SequenceClassifier classifier = builder.train(examples())) {
      System.out.println(classifier.classify("claim the free cash prize").label());
      System.out.println(classifier.classify("lunch at home with mother").label());
    } catch (BackendException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static Examples examples() {
    Random random = new Random(1);
    return Examples.of(
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? new Example("spam", message(SPAM, random))
                        : new Example("ham", message(HAM, random))));
  }

  private static String message(List<String> words, Random random) {
    return IntStream.range(0, 3 + random.nextInt(6))
        .mapToObj(i -> words.get(random.nextInt(words.size())))
        .collect(Collectors.joining(" "));
  }
}
