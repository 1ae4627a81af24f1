package io.github.ginestra.reports;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** The learning curves, epoch by epoch. */
final class CurvesSection {
  private final Section section;
  private final TrainingHistory history;

  private CurvesSection(Page page, TrainingHistory history) {
    section = page.section("learning", "Learning curves");
    this.history = history;
  }

  static void ofClassifier(Page page, TrainingHistory history) {
    withAccuracy(
        page, history, "nats per text", "fraction of texts classified correctly", "linear path");
  }

  static void ofTagger(Page page, TrainingHistory history) {
    withAccuracy(
        page, history, "nats per token", "fraction of tokens tagged correctly", "sparse path");
  }

  private static void withAccuracy(
      Page page, TrainingHistory history, String lossUnit, String accuracyUnit, String otherPath) {
    CurvesSection curves = new CurvesSection(page, history);
    if (curves.isEmpty()) {
      return;
    }
    curves.addLoss(lossUnit);
    curves.add(
        "Accuracy",
        accuracyUnit,
        EpochMetrics::trainingAccuracy,
        EpochMetrics::validationAccuracy,
        DoubleUnaryOperator.identity(),
        false);
    curves.addRemarks(
        "Training figures are those of the network alone, without the "
            + otherPath
            + "; they are means over the epoch, with dropout, each measured before its step."
            + " Validation figures are those of the whole model after the epoch.");
    curves.addTable(false);
  }

  static void ofMultiLabel(Page page, TrainingHistory history) {
    CurvesSection curves = new CurvesSection(page, history);
    if (curves.isEmpty()) {
      return;
    }
    curves.addLoss("nats per text");
    curves.addRemarks(
        "Training figures are those of the network alone, without the linear path, over all labels"
            + " together; they are means over the epoch, with dropout, each measured before its"
            + " step. This training is on all texts, and is not validated: how much either path"
            + " counts, and the thresholds, come from earlier trainings that each left a part of"
            + " the texts out. Their scores are below, under the names that begin with outOfFold.");
    curves.addTable(false);
  }

  static void ofLanguageModel(Page page, TrainingHistory history, String symbol) {
    CurvesSection curves = new CurvesSection(page, history);
    if (curves.isEmpty()) {
      return;
    }
    curves.addLoss("nats per " + symbol);
    curves.add(
        "Perplexity",
        "per " + symbol,
        m -> OptionalDouble.of(m.trainingLoss()),
        EpochMetrics::validationLoss,
        Math::exp,
        false);
    curves.addRemarks(
        "All figures are those of the network alone, without the memory. Training"
            + " figures are means over the epoch, with dropout, each measured before its step;"
            + " validation figures are measured after the epoch.");
    curves.addTable(true);
  }

  private boolean isEmpty() {
    if (history.epochs().isEmpty()) {
      section.paragraph("The training ended before its first epoch.");
    }
    return history.epochs().isEmpty();
  }

  private void addLoss(String unit) {
    add(
        "Loss",
        unit,
        m -> OptionalDouble.of(m.trainingLoss()),
        EpochMetrics::validationLoss,
        DoubleUnaryOperator.identity(),
        true);
  }

  private void add(
      String name,
      String unit,
      Function<EpochMetrics, OptionalDouble> training,
      Function<EpochMetrics, OptionalDouble> validation,
      DoubleUnaryOperator scale,
      boolean always) {
    List<EpochMetrics> trained = having(training);
    List<EpochMetrics> validated = having(validation);
    if (trained.isEmpty() && validated.isEmpty() && !always) {
      return;
    }
    LineChart chart =
        new LineChart(
                name + ", " + unit + ", by epoch",
                description(name, unit, training, validation, scale),
                "epoch",
                name.toLowerCase(Locale.ROOT))
            .counting();
    line(chart, "training", trained, training, scale);
    line(chart, "validation", validated, validation, scale);
    section.heading(name).chart(chart);
  }

  private List<EpochMetrics> having(Function<EpochMetrics, OptionalDouble> value) {
    return history.epochs().stream().filter(m -> value.apply(m).isPresent()).toList();
  }

  private static void line(
      LineChart chart,
      String name,
      List<EpochMetrics> epochs,
      Function<EpochMetrics, OptionalDouble> value,
      DoubleUnaryOperator scale) {
    if (!epochs.isEmpty()) {
      chart.line(
          name,
          epochs.stream().mapToDouble(EpochMetrics::epoch).toArray(),
          epochs.stream().mapToDouble(m -> value.apply(m).getAsDouble()).map(scale).toArray(),
          epochs.size() <= 40);
    }
  }

  private String description(
      String name,
      String unit,
      Function<EpochMetrics, OptionalDouble> training,
      Function<EpochMetrics, OptionalDouble> validation,
      DoubleUnaryOperator scale) {
    List<String> parts = new ArrayList<>();
    parts.add("Line chart of " + name.toLowerCase(Locale.ROOT) + " in " + unit);
    describe(parts, "training", training, scale);
    describe(parts, "validation", validation, scale);
    return String.join("; ", parts);
  }

  private void describe(
      List<String> parts,
      String line,
      Function<EpochMetrics, OptionalDouble> value,
      DoubleUnaryOperator scale) {
    List<EpochMetrics> epochs = having(value);
    if (!epochs.isEmpty()) {
      EpochMetrics first = epochs.get(0);
      EpochMetrics last = epochs.get(epochs.size() - 1);
      parts.add(
          line
              + " from "
              + Numbers.decimal(scale.applyAsDouble(value.apply(first).getAsDouble()))
              + " after epoch "
              + first.epoch()
              + " to "
              + Numbers.decimal(scale.applyAsDouble(value.apply(last).getAsDouble()))
              + " after epoch "
              + last.epoch());
    }
  }

  private void addRemarks(String whatIsMeasured) {
    section.paragraph(whatIsMeasured);
    history
        .best()
        .ifPresent(
            best ->
                section.paragraph(
                    "Validation loss was lowest after epoch "
                        + best.epoch()
                        + ": "
                        + Numbers.decimal(best.validationLoss())
                        + "."));
  }

  /** Adds all figures, but for columns that no epoch has a figure for. */
  private void addTable(boolean perplexity) {
    Map<String, Function<EpochMetrics, String>> columns = new LinkedHashMap<>();
    columns.put("training loss", m -> Numbers.decimal(m.trainingLoss()));
    columns.put("training accuracy", m -> Numbers.percent(m.trainingAccuracy()));
    columns.put("validation loss", m -> Numbers.decimal(m.validationLoss()));
    if (perplexity) {
      columns.put("validation perplexity", CurvesSection::perplexity);
    }
    columns.put("validation accuracy", m -> Numbers.percent(m.validationAccuracy()));
    columns.put("seconds", m -> Numbers.seconds(m.seconds()));
    List<EpochMetrics> epochs = history.epochs();
    columns.values().removeIf(c -> epochs.stream().map(c).allMatch(Numbers.NONE::equals));
    List<String> names = new ArrayList<>(List.of("epoch"));
    names.addAll(columns.keySet());
    Table table = new Table("All epochs", names);
    for (EpochMetrics m : epochs) {
      table.row(String.valueOf(m.epoch()), columns.values().stream().map(c -> c.apply(m)).toList());
    }
    section.details("All epochs as a table", table.element());
  }

  private static String perplexity(EpochMetrics metrics) {
    return metrics.validationLoss().isPresent()
        ? String.format(Locale.ROOT, "%.2f", Math.exp(metrics.validationLoss().getAsDouble()))
        : Numbers.NONE;
  }
}
