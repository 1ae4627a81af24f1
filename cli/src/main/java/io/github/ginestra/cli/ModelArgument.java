package io.github.ginestra.cli;

import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.server.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model that a command uses, and what runs it. */
final class ModelArgument {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The file of a trained model.")
  private Path file = Path.of("");

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What runs the model: java (default), or an engine beside it, as djl-pytorch.")
  private @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many threads answer. Default: the number of processors.")
  private @Nullable Integer threads;

  @Option(
      names = "--quantize",
      description =
          "Round the weights to 8-bit numbers when the model is loaded: a quarter of the memory,"
              + " and answers that differ slightly.")
  private boolean quantized;

  Path file() {
    return file;
  }

  /** Loads the model, of whatever kind it is. */
  TrainedModel load() throws IOException {
    ModelLoader<? extends TrainedModel, ?> loader = ModelFiles.loader(file);
    if (backend != null) {
      loader.backend(backend);
    }
    if (threads != null) {
      loader.threads(threads);
    }
    if (quantized) {
      loader.quantize();
    }
    return loader.load(file);
  }

  /**
   * Loads a model of one kind.
   *
   * @param kind the class of that kind
   * @param command what it is for, as {@code "classify needs a classifier"}
   * @throws IOException if the file cannot be read, or holds a model of another kind
   */
  <M extends TrainedModel> M load(Class<M> kind, String command) throws IOException {
    TrainedModel model = load();
    if (kind.isInstance(model)) {
      return kind.cast(model);
    }
    model.close();
    throw new IOException(command + ", and " + file + " holds " + SavedModels.kind(model));
  }
}
