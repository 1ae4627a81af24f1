package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that starts a training from a trained model. */
final class StartFrom {
  @Option(
      names = "--start-from",
      paramLabel = "MODEL",
      description =
          "Start from a trained model, which decides the network: only settings of the training"
              + " can be changed.")
  private @Nullable Path model;

  @Nullable Path model() {
    return model;
  }

  /** Checks the model's file, and that no setting contradicts it. */
  void check(Subcommand command, ConfigPatch patch) throws IOException {
    if (model == null) {
      return;
    }
    command.require(
        Set.of("training").containsAll(patch.changed()),
        "--start-from takes the network from the model: only settings of the training can be"
            + " changed, not "
            + patch.changed());
    if (!Files.exists(model)) {
      throw new NoSuchFileException(model.toString());
    }
  }
}
