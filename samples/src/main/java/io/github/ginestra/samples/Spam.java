package io.github.ginestra.samples;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/** Trains a spam detector, tests it on messages that it has not seen, and classifies yours. */
public final class Spam {
  private static final long SEED = 42;

  private Spam() {}

  /**
   * Runs the program.
   *
   * @param messages what to classify
   * @throws IOException if the data cannot be read
   */
  public static void main(String[] messages) throws IOException {
    Examples examples = read();
    Split split = examples.split(0.8, SEED); // equal messages stay on one side
    System.out.println("learns from " + split.train());
    System.out.println("tested on   " + split.test());

    try (SequenceClassifier spam =
        Classifiers.spam()
            .training(options -> options.seed(SEED))
            .listener(new EpochLines())
            .train(split.train())) {
      Evaluation evaluation = spam.evaluate(split.test());
      System.out.println("\n" + evaluation.report());
      System.out.println(evaluation.confusionTable());
      System.out.println(evaluation);

      for (String message : messages) {
        Classification answer = spam.classify(message);
        System.out.printf(
            Locale.ROOT, "%n%-4s  %.4f  %s%n", answer.label(), answer.probability(), message);
        System.out.println(spam.explain(message).toText()); // what each word contributed
      }
    }
  }

  /** Reads lines of label, tab, text. */
  private static Examples read() throws IOException {
    try (Reader lines = Data.open("sms/SMSSpamCollection", "demonstration.tsv")) {
      return Examples.fromTsv(lines, "the messages");
    }
  }
}
