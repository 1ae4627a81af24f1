package io.github.ginestra.cli;

import io.github.ginestra.server.ModelServer;
import io.github.ginestra.server.ModelServerBuilder;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code serve}. */
@Command(
    name = "serve",
    description =
        "Answers HTTP requests with models of any kind, in JSON. A model whose file changes is"
            + " loaded again. Without authentication: put a proxy before it that has some.")
final class ServeCommand extends ServerCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL",
      description = "The files of trained models, or NAME=FILE for a name other than the file's.")
  private List<String> models = List.of();

  @Option(
      names = "--quantize",
      description =
          "Round the weights to 8-bit numbers when a model is loaded: a quarter of the memory, and"
              + " answers that differ slightly.")
  private boolean quantized;

  @Override
  void add(ModelServerBuilder builder) throws IOException {
    if (quantized) {
      builder.quantize();
    }
    add(builder, models);
  }

  @Override
  String greeting(ModelServer server) {
    return "serving at " + server.address() + "; " + server.address() + "/openapi.json lists how";
  }
}
