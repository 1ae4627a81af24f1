package io.github.ginestra.cli;

import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The subcommand {@code inspect}. */
@Command(name = "inspect", description = "Describes a model: what it is and how it was made.")
final class InspectCommand extends Subcommand {
  @Parameters(paramLabel = "MODEL", description = "The model's file.")
  private Path model = Path.of("");

  @Override
  int run(Console console) throws IOException {
    try (TrainedModel loaded = SavedModels.load(model, null)) {
      console.say(loaded.describe().stripTrailing());
    }
    return done();
  }
}
