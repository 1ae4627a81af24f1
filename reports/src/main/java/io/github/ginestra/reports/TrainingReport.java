package io.github.ginestra.reports;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.tagging.SequenceTagger;

/** Creates reports of trainings. */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * Creates the report of a classifier's training.
   *
   * @param classifier a trained classifier, which must stay open until the report is written
   * @return a report with default settings
   */
  public static ClassifierReport of(SequenceClassifier classifier) {
    return new ClassifierReport(Checks.notNull(classifier, "classifier"));
  }

  /**
   * Creates the report of the training of a classifier of several labels.
   *
   * @param classifier a trained classifier, which must stay open until the report is written
   * @return a report with default settings
   */
  public static MultiLabelReport of(MultiLabelClassifier classifier) {
    return new MultiLabelReport(Checks.notNull(classifier, "classifier"));
  }

  /**
   * Creates the report of a language model's training.
   *
   * @param model a trained model, which must stay open until the report is written
   * @return a report with default settings
   */
  public static LanguageModelReport of(LanguageModel model) {
    return new LanguageModelReport(Checks.notNull(model, "model"));
  }

  /**
   * Creates the report of a tagger's training.
   *
   * @param tagger a trained tagger, which must stay open until the report is written
   * @return a report with default settings
   */
  public static TaggerReport of(SequenceTagger tagger) {
    return new TaggerReport(Checks.notNull(tagger, "tagger"));
  }

  /**
   * Checks that this machine has the fonts that charts need. Call it before a long training whose
   * report is written at its end.
   *
   * @throws IllegalStateException if it has no fonts, or the configured display cannot be reached;
   *     the message says what to install or to set
   */
  public static void requireFonts() {
    ChartSupport.require();
  }
}
