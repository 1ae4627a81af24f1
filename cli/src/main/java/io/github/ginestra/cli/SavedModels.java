package io.github.ginestra.cli;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;

/** The kinds of models that files hold. */
final class SavedModels {
  private SavedModels() {}

  /** The kind of a model in words, with its article. */
  static String kind(TrainedModel model) {
    if (model instanceof SequenceClassifier) {
      return "a classifier";
    }
    if (model instanceof MultiLabelClassifier) {
      return "a classifier of several labels";
    }
    return model instanceof SequenceTagger ? "a tagger" : "a language model";
  }
}
