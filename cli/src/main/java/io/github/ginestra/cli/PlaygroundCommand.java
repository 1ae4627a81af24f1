package io.github.ginestra.cli;

import io.github.ginestra.server.ModelServer;
import io.github.ginestra.server.ModelServerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code playground}. */
@Command(
    name = "playground",
    description =
        "Shows models in the browser: classify as you type, write, tag, and train on a file.")
final class PlaygroundCommand extends ServerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description =
          "The files of trained models, or NAME=FILE. Without any, train one in the page.")
  private List<String> models = List.of();

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description =
          "Texts with labels that the classifiers have not learned from: the page then shows the"
              + " precision and recall of each threshold.")
  private @Nullable Path test;

  @Mixin private final DataOptions format = new DataOptions();

  @Override
  void add(ModelServerBuilder builder) throws IOException {
    add(builder, models);
    builder.playground();
    if (test != null) {
      builder.test(source(test, format).check().examples());
    }
  }

  @Override
  String greeting(ModelServer server) {
    return "open " + server.address() + " in a browser";
  }
}
