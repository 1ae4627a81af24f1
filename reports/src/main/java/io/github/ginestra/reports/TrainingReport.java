package io.github.ginestra.reports;

import io.github.ginestra.LanguageModel;
import io.github.ginestra.SequenceClassifier;
import io.github.ginestra.internal.Checks;

/** Where the report of a training begins. */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * Begins the report of a classifier's training.
   *
   * @param classifier a trained classifier, open until the report is made
   * @return a report with the defaults that its methods document
   */
  public static ClassifierReport of(SequenceClassifier classifier) {
    return new ClassifierReport(Checks.notNull(classifier, "classifier"));
  }

  /**
   * Begins the report of a language model's training.
   *
   * @param model a trained model, open until the report is made
   * @return a report with the defaults that its methods document
   */
  public static LanguageModelReport of(LanguageModel model) {
    return new LanguageModelReport(Checks.notNull(model, "model"));
  }
}
