package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code going}. */
@Command(
    name = "going",
    description =
        "Measures trainings that start from a trained model: new labels (banking77), and language"
            + " models of unlabelled texts (SMS, names). "
            + BenchmarkData.VARIABLE
            + " names the data.",
    mixinStandardHelpOptions = true)
final class GoingOnCommand implements Callable<Integer> {
  /** What can be measured. */
  enum Figure {
    labels,
    messages,
    names
  }

  @Option(
      names = "--only",
      paramLabel = "FIGURE",
      split = ",",
      description = "${COMPLETION-CANDIDATES}. Default: all.")
  private List<Figure> figures = new ArrayList<>(List.of(Figure.values()));

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "How many draws of labelled messages. Default: ${DEFAULT-VALUE}.")
  private int draws = 10;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that trains. Default: ${DEFAULT-VALUE}.")
  private String backend = BackendNames.JAVA;

  @Option(
      names = "--development",
      description =
          "Measure on a fifth of the training parts instead of the test parts, to choose by.")
  private boolean development;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  GoingOnCommand() {}

  @Override
  public Integer call() throws IOException {
    if (json != null) {
      AtomicFile.check(json);
    }
    GoingOnFigures measured =
        new GoingOnFigures(BenchmarkData.find(), backend, development, this::say);
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    for (Figure figure : figures) {
      all.put(
          figure.name(),
          switch (figure) {
            case labels -> measured.labels();
            case messages -> measured.messages(draws);
            case names -> measured.names();
          });
    }
    if (json != null) {
      AtomicFile.replace(json, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
    }
    return ExitCode.OK;
  }

  private void say(String name, double value) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, "%-40s %10.3f", name, value));
    out.flush();
  }
}
