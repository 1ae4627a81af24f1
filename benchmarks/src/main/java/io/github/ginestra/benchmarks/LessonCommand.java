package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code lesson}. */
@Command(
    name = "lesson",
    description =
        "Trains the networks of the lesson's table by its recipe, on four fifths of the messages"
            + " at random, and prints how good they are beside the lesson's figures. "
            + BenchmarkData.VARIABLE
            + " names the data.",
    mixinStandardHelpOptions = true)
final class LessonCommand implements Callable<Integer> {
  @Option(
      names = "--messages",
      paramLabel = "FILE",
      description = "Label, tab, text, with the label spam. Default: the SMS Spam Collection.")
  private @Nullable Path messages;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Word vectors. Default: vectors/glove100d-sms-vocab.txt of the data.")
  private @Nullable Path vectors;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each message is seen. Default: ${DEFAULT-VALUE}.")
  private int epochs = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the split and the trainings. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that trains. Default: ${DEFAULT-VALUE}.")
  private String backend = BackendNames.JAVA;

  @Spec private CommandSpec spec = CommandSpec.create();

  LessonCommand() {}

  @Override
  public Integer call() throws IOException {
    Examples all = messages == null ? BenchmarkData.find().messages() : Examples.fromTsv(messages);
    Path words =
        vectors == null
            ? BenchmarkData.find().folder().resolve("vectors/glove100d-sms-vocab.txt")
            : vectors;
    WordVectors read = WordVectors.read(words);
    Split split = all.randomSplit(0.8, seed);
    MarkdownTable table =
        new MarkdownTable(
            "",
            "accuracy",
            "spam precision",
            "spam recall",
            "spam F1",
            "s/epoch",
            "lesson: accuracy, P, R, F1");
    for (LessonNetwork network : LessonNetwork.all()) {
      try (SequenceClassifier classifier =
          network.builder(read, epochs, seed).backend(backend).train(split.train())) {
        table.row(cells(network, classifier, split.test()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    out.flush();
    return ExitCode.OK;
  }

  private static String[] cells(
      LessonNetwork network, SequenceClassifier classifier, Examples test) {
    Evaluation evaluation = classifier.evaluate(test);
    LabelScores spam = evaluation.scores("spam");
    double[] seconds =
        classifier.history().epochs().stream()
            .mapToDouble(EpochMetrics::seconds)
            .sorted()
            .toArray();
    return new String[] {
      network.name(),
      number("%.3f", evaluation.accuracy()),
      number("%.3f", spam.precision()),
      number("%.3f", spam.recall()),
      number("%.3f", spam.f1()),
      number("%.2f", seconds[seconds.length / 2]),
      network.published()
    };
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value).replaceFirst("^0\\.(?=\\d{3})", ".");
  }
}
