package io.github.ginestra.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Chooses the threshold of a label, or below which probability a classifier gives no label.",
      "",
      "Either MODEL and DATA that it has not learned from, or --predictions of cross-validate.",
      ""
    })
final class CalibrateCommand extends Subcommand {
  @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A classifier.")
  private @Nullable Path model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "Labelled texts that it has not learned from; - for standard input.")
  private @Nullable Path data;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Predictions in JSON, as cross-validate and evaluate write them.")
  private @Nullable Path predictions;

  @Option(
      names = "--positive",
      paramLabel = "LABEL",
      description = "Choose the threshold of this label.")
  private @Nullable String positive;

  @Option(
      names = "--max-false-positive-rate",
      paramLabel = "R",
      converter = TestFraction.Fraction.class,
      description =
          "How much of the other texts may be taken for the --positive label at most, as in 0.002.")
  private @Nullable Double bound;

  @Option(
      names = "--accuracy",
      paramLabel = "A",
      converter = TestFraction.Fraction.class,
      description = "Choose the rejection threshold at which this much of the answers is right.")
  private @Nullable Double accuracy;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write the classifier with probabilities calibrated on DATA and, with --accuracy, the"
              + " rejection threshold.")
  private @Nullable Path output;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as JSON; - for standard output.")
  private @Nullable Path json;

  @Mixin private final DataOptions format = new DataOptions();

  @Override
  int run(Console given) throws IOException {
    check();
    for (Path file : new @Nullable Path[] {json, output}) {
      if (file != null) {
        OutputPlace.file(file);
      }
    }
    Console console = given.beside(json, output);
    Figures figures = new Figures();
    if (model != null && data != null) {
      DataSource source = source(data, format).check();
      try (SequenceClassifier classifier = load(model)) {
        calibrate(classifier, source.examples(), console, figures);
      }
    } else if (predictions != null) {
      choose(read(predictions), console, figures);
    }
    if (json != null) {
      OutputPlace.write(json, figures::write, console);
    }
    return OK;
  }

  private void check() {
    require(
        predictions == null ? model != null && data != null : model == null,
        "give either MODEL and DATA, or --predictions FILE");
    require(
        (positive == null) == (bound == null),
        "--positive and --max-false-positive-rate need each other");
    require(
        positive != null || accuracy != null || output != null,
        "what is to be chosen? --positive LABEL --max-false-positive-rate R, or --accuracy A; or"
            + " --output FILE for a calibrated model");
    require(output == null || model != null, "--output needs MODEL and DATA");
    require(
        !OutputPlace.isStandard(json) || !OutputPlace.isStandard(output),
        "only one of --json and --output can go to standard output (-)");
  }

  private static SequenceClassifier load(Path file) throws IOException {
    return SequenceClassifier.load(file);
  }

  private void calibrate(
      SequenceClassifier classifier, Examples heldOut, Console console, Figures figures)
      throws IOException {
    if (output == null) {
      choose(classifier.predict(heldOut), console, figures);
      return;
    }
    SequenceClassifier calibrated = classifier.calibrate(heldOut);
    OptionalDouble threshold = choose(calibrated.predict(heldOut), console, figures);
    SequenceClassifier result =
        threshold.isPresent() ? calibrated.rejectBelow(threshold.getAsDouble()) : calibrated;
    OutputPlace.write(output, result::save, console);
    figures.put("model", output.toString());
  }

  /** Says what thresholds bring; returns the rejection threshold, if one was asked for. */
  private OptionalDouble choose(Predictions all, Console console, Figures figures) {
    console.say(
        "%,d texts, accuracy %.4f, log loss %.4f, calibration error %.4f",
        all.size(), all.evaluation().accuracy(), all.logLoss(), all.expectedCalibrationError());
    figures.put("texts", all.size()).put("metrics", all.metrics());
    if (positive != null && bound != null) {
      threshold(all, positive, bound, console, figures);
    }
    return accuracy == null ? OptionalDouble.empty() : reject(all, accuracy, console, figures);
  }

  private void threshold(
      Predictions all, String label, double rate, Console console, Figures figures) {
    require(
        all.labels().contains(label), "--positive (" + label + ") must be one of " + all.labels());
    BinaryScores scores = all.binary(label);
    Optional<OperatingPoint> found = scores.highestRecallAtFalsePositiveRate(rate);
    if (found.isEmpty()) {
      console.say("no threshold of %s takes so few others for it", Printable.quoted(label));
      return;
    }
    OperatingPoint point = found.get();
    console.say(
        "threshold of %s: %.6f  (recall %.4f, precision %.4f, %d of %d others taken for it)",
        Printable.quoted(label),
        point.threshold(),
        point.recall(),
        point.precision(),
        point.falsePositives(),
        point.negatives());
    figures
        .put("positive", label)
        .put("threshold", point.threshold())
        .put("recall", point.recall())
        .put("precision", point.precision())
        .put("falsePositiveRate", point.falsePositiveRate());
  }

  private static OptionalDouble reject(
      Predictions all, double wanted, Console console, Figures figures) {
    OptionalDouble threshold = all.rejectionThreshold(wanted);
    if (threshold.isEmpty()) {
      console.say("no rejection threshold reaches an accuracy of %s", wanted);
      return threshold;
    }
    double least = threshold.getAsDouble();
    long kept =
        all.stream()
            .filter(prediction -> prediction.probability(prediction.predicted()) >= least)
            .count();
    console.say(
        "rejection threshold: %.6f  (%.1f %% of the texts are answered)",
        least, 100.0 * kept / all.size());
    figures.put("rejectionThreshold", least).put("coverage", (double) kept / all.size());
    return threshold;
  }

  /** Reads predictions from the JSON that the library exports. */
  private static Predictions read(Path file) throws IOException {
    String text = Utf8Reader.read(file, MalformedDataException::new);
    try {
      JsonObject document = JsonParser.parseString(text).getAsJsonObject();
      List<Prediction> read = new ArrayList<>();
      for (JsonElement element : document.getAsJsonArray("predictions")) {
        read.add(prediction(element.getAsJsonObject()));
      }
      return Predictions.of(read);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NullPointerException e) {
      throw new IOException(
          file
              + " holds no predictions in JSON, as cross-validate --predictions FILE.json writes"
              + " them: "
              + e.getMessage(),
          e);
    }
  }

  private static Prediction prediction(JsonObject object) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    object
        .getAsJsonObject("probabilities")
        .asMap()
        .forEach((label, value) -> probabilities.put(label, value.getAsDouble()));
    return new Prediction(
        object.get("index").getAsInt(),
        object.get("fold").getAsInt(),
        object.get("text").getAsString(),
        object.get("label").getAsString(),
        probabilities);
  }
}
