package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code texts}. */
@Command(
    name = "texts",
    description =
        "Trains the general preset with all defaults, on one thread, on sets of texts, and"
            + " measures it on their test parts.",
    mixinStandardHelpOptions = true)
final class TextsBenchmark implements Callable<Integer> {
  /** How many texts are classified one by one to measure how long that takes. */
  private static final int TIMED = 2_000;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description = "Holds NAME.train.tsv and NAME.test.tsv of each set: label, tab, text.")
  private Path folder = Path.of(".");

  @Option(
      names = "--sets",
      paramLabel = "NAME",
      split = ",",
      required = true,
      description = "The names of the sets, for example banking77,trec6.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--fraction",
      paramLabel = "F",
      description = "Learn from this fraction of the training texts. Default: ${DEFAULT-VALUE}.")
  private double fraction = 1;

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

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  TextsBenchmark() {}

  @Override
  public Integer call() throws IOException {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--fraction (" + fraction + ") must be in (0, 1]");
    }
    Path file = json;
    if (file != null) {
      AtomicFile.check(file);
    }
    Map<String, Map<String, Double>> bySet = new LinkedHashMap<>();
    for (String set : sets) {
      bySet.put(set, measure(set));
    }
    if (file != null) {
      AtomicFile.replace(file, new GsonBuilder().setPrettyPrinting().create().toJson(bySet) + "\n");
    }
    say(table(bySet));
    return ExitCode.OK;
  }

  private Map<String, Double> measure(String set) throws IOException {
    Examples training = Examples.fromTsv(folder.resolve(set + ".train.tsv"));
    Examples test = Examples.fromTsv(folder.resolve(set + ".test.tsv"));
    Map<String, Double> sums = new LinkedHashMap<>();
    for (long seed : seeds) {
      Examples learned = fraction == 1 ? training : training.split(fraction, seed).train();
      measure(learned, test, seed)
          .forEach((name, figure) -> sums.merge(name, figure / seeds.size(), Double::sum));
    }
    say(set + ": " + line(sums));
    return sums;
  }

  private Map<String, Double> measure(Examples learned, Examples test, long seed)
      throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (SequenceClassifier classifier = builder(seed).train(learned)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      Predictions predictions = classifier.predict(known(test, learned));
      Evaluation evaluation = predictions.evaluation();
      double share = (double) predictions.size() / test.size();
      figures.put("accuracy", evaluation.accuracy() * share);
      figures.put("macroF1", evaluation.macroAverage().f1());
      figures.put("calibrationError", predictions.expectedCalibrationError());
      figures.put("linearAccuracy", linearAccuracy(learned, test, seed));
      figures.put("majority", majority(learned, test));
      figures.put("trainSeconds", seconds);
      figures.put("fileBytes", (double) fileBytes(classifier));
      figures.put("microsecondsPerText", microseconds(classifier, test));
    }
    return figures;
  }

  private ClassifierBuilder builder(long seed) {
    return Classifiers.text().backend(backend).threads(1).training(options -> options.seed(seed));
  }

  /** A label never learned cannot be told: its texts count as wrong. */
  private static Examples known(Examples test, Examples learned) {
    List<String> labels = learned.labels();
    return Examples.of(test.stream().filter(example -> labels.contains(example.label())));
  }

  private double linearAccuracy(Examples learned, Examples test, long seed) {
    try (SequenceClassifier linear = builder(seed).linearOnly().train(learned)) {
      Examples known = known(test, learned);
      return linear.evaluate(known).accuracy() * known.size() / test.size();
    }
  }

  private static double majority(Examples learned, Examples test) {
    Map<String, Integer> counts = learned.counts();
    String most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    return (double) test.counts().getOrDefault(most, 0) / test.size();
  }

  private static long fileBytes(SequenceClassifier classifier) throws IOException {
    Path file = Files.createTempFile("ginestra-texts", ".ginestra");
    try {
      classifier.save(file);
      return Files.size(file);
    } finally {
      Files.delete(file);
    }
  }

  /** The median of the time for one text, after as many that are not counted. */
  private static double microseconds(SequenceClassifier classifier, Examples test) {
    double[] times = new double[TIMED];
    for (int i = 0; i < 2 * TIMED; i++) {
      String text = test.get(i % test.size()).text();
      long start = System.nanoTime();
      classifier.classify(text);
      times[i % TIMED] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }

  private static String table(Map<String, Map<String, Double>> bySet) {
    MarkdownTable table =
        new MarkdownTable(
            "set",
            "accuracy",
            "macro F1",
            "calibration error",
            "linear path alone",
            "majority",
            "seconds",
            "file, kB",
            "one text, µs");
    bySet.forEach((set, figures) -> table.row(cells(set, figures)));
    return table.toString();
  }

  private static String[] cells(String set, Map<String, Double> figures) {
    return new String[] {
      set,
      number("%.2f %%", 100, figures.get("accuracy")),
      number("%.3f", 1, figures.get("macroF1")),
      number("%.3f", 1, figures.get("calibrationError")),
      number("%.2f %%", 100, figures.get("linearAccuracy")),
      number("%.2f %%", 100, figures.get("majority")),
      number("%.1f", 1, figures.get("trainSeconds")),
      number("%,.0f", 1e-3, figures.get("fileBytes")),
      number("%.0f", 1, figures.get("microsecondsPerText"))
    };
  }

  private static String number(String format, double factor, @Nullable Double figure) {
    return figure == null ? "" : String.format(Locale.ROOT, format, factor * figure);
  }

  private static String line(Map<String, Double> figures) {
    StringBuilder line = new StringBuilder();
    figures.forEach((name, figure) -> line.append(name).append(number(" %.4g, ", 1, figure)));
    return line.toString();
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
