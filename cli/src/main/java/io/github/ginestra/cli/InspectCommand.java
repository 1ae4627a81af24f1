package io.github.ginestra.cli;

import com.google.gson.JsonParser;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.export.Export;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code inspect}. */
@Command(
    name = "inspect",
    description = "Describes a model: what it is, how it was made, and what is suspicious.")
final class InspectCommand extends Subcommand {
  @Mixin private final ModelArgument model = new ModelArgument();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the same as JSON instead; - for standard output.")
  private @Nullable Path json;

  @Option(names = "--options", description = "Also list all settings of the training.")
  private boolean options;

  @Override
  int run(Console console) throws IOException {
    if (json != null) {
      OutputPlace.file(json);
    }
    try (TrainedModel loaded = model.load()) {
      if (json == null) {
        describe(loaded, console);
      } else {
        OutputPlace.write(json, figures(loaded)::write, console.quiet());
      }
    }
    return OK;
  }

  private void describe(TrainedModel loaded, Console console) throws IOException {
    console.print(loaded.describe().stripTrailing());
    for (String warning : warnings(loaded)) {
      console.print("warning: " + warning);
    }
    if (options) {
      Provenance provenance = loaded.provenance();
      console.print("\nsettings");
      for (var option : provenance.options().entrySet()) {
        console.print("  " + option.getKey() + " = " + option.getValue());
      }
    }
  }

  private Figures figures(TrainedModel loaded) {
    return new Figures()
        .put("model", model.file().toString())
        .put("kind", SavedModels.kind(loaded).replaceFirst("^an? ", ""))
        .put("description", loaded.describe().stripTrailing())
        .put("warnings", warnings(loaded))
        .put("provenance", JsonParser.parseString(Export.of(loaded.provenance()).toJson()));
  }

  private static List<String> warnings(TrainedModel loaded) {
    if (loaded instanceof SequenceClassifier classifier) {
      return classifier.warnings();
    }
    if (loaded instanceof MultiLabelClassifier classifier) {
      return classifier.warnings();
    }
    return loaded instanceof SequenceTagger tagger ? tagger.warnings() : List.of();
  }
}
