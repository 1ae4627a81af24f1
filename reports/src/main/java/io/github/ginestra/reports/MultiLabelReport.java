package io.github.ginestra.reports;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Labels;
import java.util.Map;

/**
 * The report of the training of a classifier of several labels: provenance and learning curves.
 * With {@linkplain #test test examples} it also shows micro and macro F1, how many texts get
 * exactly their labels, and the scores and the threshold of each label. Then it shows which labels
 * are given instead of others or missed together, and the worst mistakes. The label columns of all
 * examples hold labels with the separator of the training between them. Not safe for concurrent
 * use.
 */
public final class MultiLabelReport extends ExamplesReport<MultiLabelReport> {
  private final MultiLabelClassifier classifier;

  MultiLabelReport(MultiLabelClassifier classifier) {
    super(classifier, "Training of a classifier of several labels");
    this.classifier = classifier;
  }

  @Override
  MultiLabelReport self() {
    return this;
  }

  @Override
  void addTo(Page page, Map<String, String> notes) {
    Examples test = test();
    MultiLabelSections tested = test == null ? null : new MultiLabelSections(classifier, test);
    if (tested != null) {
      tested.addResult(page);
    }
    String separator = classifier.separator();
    DataSection.addTo(
        page, train(), test, example -> Labels.split(example.label(), separator), notes);
    CurvesSection.ofMultiLabel(page, classifier.history());
    if (tested != null) {
      tested.addLabels(page);
      tested.addConfusions(page);
      if (mistakes() > 0) {
        tested.addMistakes(page, mistakes());
      }
    }
  }
}
