package io.github.ginestra.reports;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.language.LanguageModel;

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

  /**
   * Checks that this machine has fonts for charts: to be called before a long training whose report
   * is to be written at its end.
   *
   * @throws IllegalStateException if it has none, or a display is named that cannot be reached; the
   *     message says what to install or to set
   */
  public static void requireFonts() {
    ChartSupport.require();
  }
}
