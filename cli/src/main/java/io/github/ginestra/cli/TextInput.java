package io.github.ginestra.cli;

import io.github.ginestra.cli.DataOptions.Format;
import io.github.ginestra.cli.TextRecords.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A model and the texts that it is to answer: arguments, or the lines or records of a file or of
 * standard input, as they come.
 */
final class TextInput {
  @Mixin private final ModelArgument model = new ModelArgument();

  @Parameters(
      index = "1..*",
      paramLabel = "TEXT",
      description = "The texts; without any, each line of standard input as it comes.")
  private List<String> texts = List.of();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "A file of texts: lines, or csv, tsv or jsonl with the column --text; a folder of files;"
              + " - for standard input.")
  private @Nullable Path input;

  @Mixin private final DataOptions format = new DataOptions();

  /** The model that answers. */
  ModelArgument model() {
    return model;
  }

  /** What the texts are read from; null if they are arguments. */
  private @Nullable DataSource source(Subcommand command) {
    command.require(input == null || texts.isEmpty(), "--input and TEXT exclude each other");
    if (!texts.isEmpty()) {
      return null;
    }
    return command.source(input == null ? Path.of("-") : input, format);
  }

  /** Checks that the texts can be read, before anything is. */
  void check(Subcommand command) throws IOException {
    DataSource source = source(command);
    if (source != null) {
      source.check();
    }
  }

  /** Reads all texts, as many at once as are there. */
  void read(Subcommand command, Reading reading) throws IOException {
    DataSource source = source(command);
    if (source == null) {
      reading.read(texts);
    } else {
      new TextRecords(source, format.format(source.path(), Format.LINES)).read(reading);
    }
  }
}
