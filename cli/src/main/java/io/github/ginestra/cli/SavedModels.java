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
import org.jspecify.annotations.Nullable;

/** Loads the model of a file, of whatever kind it is. */
final class SavedModels {
  private SavedModels() {}

  /**
   * Loads a model.
   *
   * @param backend the name of the backend that runs it; null for the default
   * @throws IOException if the file cannot be read or holds no model
   */
  static TrainedModel load(Path file, @Nullable String backend) throws IOException {
    ModelLoader<? extends TrainedModel, ?> loader = loader(file);
    if (backend != null) {
      loader.backend(backend);
    }
    return loader.load(file);
  }

  private static ModelLoader<? extends TrainedModel, ?> loader(Path file) throws IOException {
    ModelHead head = ModelHead.read(file);
    return switch (head.kind()) {
      case "classifier" -> SequenceClassifier.loader();
      case "multi-label-classifier" -> MultiLabelClassifier.loader();
      case "tagger" -> SequenceTagger.loader();
      case "language-model" ->
          head.tokenizer().equals(Tokenizer.characters().name())
              ? CharLanguageModel.loader()
              : WordLanguageModel.loader();
      default ->
          throw new ModelFormatException(
              file.toString(), "holds a " + head.kind() + ", which is no model to be used");
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
