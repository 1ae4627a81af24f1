package io.github.ginestra.samples;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How trainings went, epoch by epoch, as pictures: training beside validation. */
final class LearningCurves {
  /** Of each chart, in pixels. */
  static final int WIDTH = 640;

  static final int HEIGHT = 480;

  private static final String TRAINING_PATH = "training: recurrent path, with dropout";
  private static final String WHOLE_MODEL = "validation: whole model";

  private LearningCurves() {}

  /**
   * Writes loss and accuracy of a classifier: a PNG, 2 · {@link #WIDTH} wide and {@link #HEIGHT}
   * high.
   */
  static void write(TrainingHistory history, Path file) throws IOException {
    XYChart loss = loss(history, "mean cross-entropy (nats)", TRAINING_PATH, WHOLE_MODEL);
    loss.getStyler().setYAxisMin(0.0);
    XYChart accuracy = chart("Accuracy", "fraction classified correctly");
    add(accuracy, TRAINING_PATH, history, ChartLook.TRAINING, EpochMetrics::trainingAccuracy);
    add(accuracy, WHOLE_MODEL, history, ChartLook.VALIDATION, EpochMetrics::validationAccuracy);
    ChartLook.write(List.of(loss, accuracy), file);
  }

  /**
   * Writes the loss of a language model: a PNG, {@link #WIDTH} wide and {@link #HEIGHT} high.
   *
   * @param unit what it is measured in
   */
  static void writeLoss(TrainingHistory history, String unit, Path file) throws IOException {
    ChartLook.write(List.of(loss(history, unit, "training", "validation")), file);
  }

  private static XYChart loss(
      TrainingHistory history, String unit, String training, String validation) {
    XYChart chart = chart("Loss", unit);
    add(chart, training, history, ChartLook.TRAINING, m -> OptionalDouble.of(m.trainingLoss()));
    add(chart, validation, history, ChartLook.VALIDATION, EpochMetrics::validationLoss);
    return chart;
  }

  private static XYChart chart(String title, String axis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(axis)
            .build();
    ChartLook.applyTo(chart.getStyler());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(LearningCurves::epoch);
    chart.getStyler().setYAxisDecimalPattern("0.00#");
    return chart;
  }

  /** There is nothing to mark between two epochs. */
  private static String epoch(double x) {
    return x == Math.rint(x) ? String.valueOf((long) x) : "";
  }

  /** Adds a curve, unless a value of it is missing. */
  private static void add(
      XYChart chart,
      String name,
      TrainingHistory history,
      Color colour,
      Function<EpochMetrics, OptionalDouble> value) {
    if (history.epochs().stream().anyMatch(m -> value.apply(m).isEmpty())) {
      return;
    }
    List<Integer> epochs = history.epochs().stream().map(EpochMetrics::epoch).toList();
    List<Double> values = history.epochs().stream().map(m -> value.apply(m).orElseThrow()).toList();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setLineStyle(
        colour.equals(ChartLook.VALIDATION) ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
  }
}
