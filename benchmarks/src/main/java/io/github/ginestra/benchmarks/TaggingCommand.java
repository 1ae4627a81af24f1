package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code tagging}. */
@Command(
    name = "tagging",
    description =
        "Trains a tagger with all defaults, and OpenNLP's with its own, on the same texts, and"
            + " measures both on the test texts, which are used for nothing else.",
    mixinStandardHelpOptions = true)
final class TaggingCommand implements Callable<Integer> {
  /** What is tagged. */
  enum Kind {
    entities,
    tokens
  }

  @Option(
      names = "--kind",
      required = true,
      description = "${COMPLETION-CANDIDATES}: Taggers.entities() or Taggers.tokens().")
  private Kind kind = Kind.entities;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE",
      description =
          "What is learned from: a token and its tag in each line, a blank line after"
              + " each sentence.")
  private Path train = Path.of("");

  @Option(
      names = "--validation",
      required = true,
      paramLabel = "FILE",
      description = "What is validated on after each epoch; OpenNLP does not use it.")
  private Path validation = Path.of("");

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "What is measured on.")
  private Path test = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "One training for each seed; figures are means. Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that trains. Default: ${DEFAULT-VALUE}.")
  private String backend = BackendNames.JAVA;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train. Default: as many as there are processors.")
  private @Nullable Integer threads;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many epochs. Default: those of the tagger.")
  private @Nullable Integer epochs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long each speed is measured, after as long to warm up. Default: ${DEFAULT-VALUE}.")
  private double seconds = 4;

  @Option(
      names = "--without-opennlp",
      description = "Leave OpenNLP out, for instance to compare seeds.")
  private boolean alone;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to FILE, as JSON. Default: standard output.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  TaggingCommand() {}

  @Override
  public Integer call() throws IOException {
    Path file = json;
    if (file != null) {
      AtomicFile.check(file);
    }
    TaggingData data =
        new TaggingData(
            kind == Kind.entities,
            TaggedTexts.fromColumns(train),
            TaggedTexts.fromColumns(validation),
            TaggedTexts.fromColumns(test));
    Map<String, Object> figures = figures(data);
    String written = new GsonBuilder().setPrettyPrinting().create().toJson(figures) + "\n";
    if (file != null) {
      AtomicFile.replace(file, written);
    } else {
      say(written);
    }
    return ExitCode.OK;
  }

  private Map<String, Object> figures(TaggingData data) throws IOException {
    TaggingSpeed speed = new TaggingSpeed(seconds);
    TaggingTraining training = new TaggingTraining(data, backend, threads, epochs, speed);
    TaggingFigures sum = null;
    for (long seed : seeds) {
      TaggingFigures figures = training.measure(seed);
      progress("seed " + seed, figures);
      sum = sum == null ? figures : sum.plus(figures);
    }
    if (sum == null) {
      throw new IllegalArgumentException("--seeds must name at least one");
    }
    Map<String, Object> figures = sum.dividedBy(seeds.size()).named();
    if (!alone) {
      TaggingFigures peer = OpenNlp.train(data).measure(data, speed);
      progress("OpenNLP", peer);
      figures.put("openNlp", peer.named());
    }
    return figures;
  }

  private void progress(String name, TaggingFigures figures) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(name + ": " + figures);
    err.flush();
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
