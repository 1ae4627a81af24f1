package io.github.ginestra.server;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Checks;
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

/** Model files of any kind. */
public final class ModelFiles {
  private static final String EXTENSION = ".ginestra";

  private ModelFiles() {}

  static TrainedModel load(Path file, @Nullable String backend, boolean quantized)
      throws IOException {
    ModelLoader<? extends TrainedModel, ?> loader = loader(file);
    if (backend != null) {
      loader.backend(backend);
    }
    if (quantized) {
      loader.quantize();
    }
    return loader.load(file);
  }

  /**
   * Returns what loads the model of a file, of whatever kind it is.
   *
   * @param file the file
   * @return a loader with the defaults that its methods document
   * @throws ModelFormatException if the file does not hold a model, is damaged, or was written by a
   *     newer version of this library; the message names the file and the fault
   * @throws IOException if there is no such file, or it cannot be read
   */
  public static ModelLoader<? extends TrainedModel, ?> loader(Path file) throws IOException {
    ModelHead head = ModelHead.read(Checks.notNull(file, "file"));
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
              file.toString(), "is a checkpoint, of a training that can be resumed, not a model");
      default ->
          throw new ModelFormatException(
              file.toString(), "holds a model of an unknown kind, " + head.kind());
    };
  }

  /** The name of a file without its extension. */
  static String name(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }
}
