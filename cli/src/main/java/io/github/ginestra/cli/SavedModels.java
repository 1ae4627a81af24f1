package io.github.ginestra.cli;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.archive.ModelHead;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** The kinds of models that files hold. */
final class SavedModels {
  private SavedModels() {}

  /**
   * What loads the model of a file, of whatever kind it is.
   *
   * @throws IOException if the file cannot be read or holds no model
   */
  static ModelLoader<? extends TrainedModel, ?> loader(Path file) throws IOException {
    ModelHead head = ModelHead.read(file);
    return switch (head.kind()) {
      case "classifier" -> SequenceClassifier.loader();
      case "multi-label-classifier" -> MultiLabelClassifier.loader();
      case "tagger" -> SequenceTagger.loader();
      case "language-model" ->
          head.tokenizer().equals(Tokenizer.characters().name())
              ? CharLanguageModel.loader()
              : WordLanguageModel.loader();
      case "checkpoint" ->
          throw new ModelFormatException(
              file.toString(),
              "is a checkpoint of a training: go on with it by train --checkpoint DIR --resume");
      default ->
          throw new ModelFormatException(
              file.toString(), "holds a model of an unknown kind, " + head.kind());
    };
  }

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
