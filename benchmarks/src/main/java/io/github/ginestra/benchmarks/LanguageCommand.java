package io.github.ginestra.benchmarks;

import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code language}. */
@Command(
    name = "language",
    description =
        "Trains a language model of characters on the first nine tenths of a text, and measures"
            + " it on the last tenth, which is used for nothing else.",
    mixinStandardHelpOptions = true)
final class LanguageCommand implements Callable<Integer> {
  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "The text, in UTF-8.")
  private Path text = Path.of("");

  /** The presets by what they are called here. */
  enum Preset {
    small,
    verse
  }

  @Option(
      names = "--preset",
      description = "${COMPLETION-CANDIDATES}: characters() or verse(). Default: small.")
  private Preset preset = Preset.small;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What trains: java, djl-pytorch or djl-mxnet. Default: djl-pytorch.")
  private String backend = BackendNames.PYTORCH;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train. Default: as many as there are processors.")
  private @Nullable Integer threads;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many epochs. Default: those of the preset.")
  private @Nullable Integer epochs;

  @Option(
      names = "--validation",
      paramLabel = "FRACTION",
      description =
          "How much of the first nine tenths is held out for early stopping and the mixture with"
              + " the memory, and counted at the end. Default: 0.05.")
  private double validation = 0.05;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to FILE, as JSON. Default: standard output.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  LanguageCommand() {}

  @Override
  public Integer call() throws IOException {
    if (json != null) {
      AtomicFile.check(json);
    }
    String figures = LanguageFigures.measure(Files.readString(text), builder()).json();
    if (json != null) {
      AtomicFile.replace(json, figures);
    }
    spec.commandLine().getOut().print(figures);
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private LanguageModelBuilder<CharLanguageModel> builder() {
    LanguageModelBuilder<CharLanguageModel> builder =
        preset == Preset.verse ? LanguageModels.verse() : LanguageModels.characters();
    builder.backend(backend).training(options -> options.validationFraction(validation));
    if (threads != null) {
      builder.threads(threads);
    }
    if (epochs != null) {
      int count = epochs;
      builder.training(options -> options.epochs(count));
    }
    return builder;
  }
}
