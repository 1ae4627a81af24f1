package io.github.ginestra.server;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import java.util.List;
import java.util.Locale;

/** What a model does, by the names that requests and answers use. */
enum ModelKind {
  CLASSIFIER(SequenceClassifier.class),
  MULTI_LABEL_CLASSIFIER(MultiLabelClassifier.class),
  LANGUAGE_MODEL(LanguageModel.class),
  TAGGER(SequenceTagger.class);

  private final Class<? extends TrainedModel> type;

  ModelKind(Class<? extends TrainedModel> type) {
    this.type = type;
  }

  static ModelKind of(TrainedModel model) {
    for (ModelKind kind : values()) {
      if (kind.type.isInstance(model)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("model (" + model.getClass() + ") is of no known kind");
  }

  /** For example {@code "language-model"}. */
  String json() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The labels, or a tagger's tags; none of a language model. */
  static List<String> labels(TrainedModel model) {
    if (model instanceof SequenceClassifier classifier) {
      return classifier.labels();
    }
    if (model instanceof MultiLabelClassifier classifier) {
      return classifier.labels();
    }
    return model instanceof SequenceTagger tagger ? tagger.tags() : List.of();
  }
}
