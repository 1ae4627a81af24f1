package io.github.ginestra.reports;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Predictions;
import java.util.Map;
import java.util.Set;

/**
 * The report of a classifier's training: provenance and learning curves. With {@linkplain #test
 * test examples} it also shows the confusion matrix, the scores of each label, precision and recall
 * at every threshold, and the worst mistakes with the contribution of each token. Not safe for
 * concurrent use.
 */
public final class ClassifierReport extends ExamplesReport<ClassifierReport> {
  private final SequenceClassifier classifier;

  ClassifierReport(SequenceClassifier classifier) {
    super(classifier, "Training of a text classifier");
    this.classifier = classifier;
  }

  @Override
  ClassifierReport self() {
    return this;
  }

  @Override
  void addTo(Page page, Map<String, String> notes) {
    Examples test = test();
    Predictions predictions = test == null ? null : classifier.predict(test);
    if (predictions != null) {
      ResultSection.addTo(page, predictions);
    }
    DataSection.addTo(page, train(), test, example -> Set.of(example.label()), notes);
    CurvesSection.ofClassifier(page, classifier.history());
    if (predictions != null) {
      ConfusionSection.addTo(page, predictions.evaluation());
      ThresholdSection.addTo(page, predictions);
      if (mistakes() > 0) {
        new MistakesSection(classifier, predictions, mistakes()).addTo(page);
      }
    }
  }
}
