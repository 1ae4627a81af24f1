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
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy over the epochs, training and validation, side by side as a picture. */
final class LearningCurves {
  /** Of each of the two charts, in pixels. */
  static final int WIDTH = 640;

  static final int HEIGHT = 480;

  private LearningCurves() {}

  /** Writes a PNG, 2 · {@link #WIDTH} wide and {@link #HEIGHT} high. */
  static void write(TrainingHistory history, Path file) throws IOException {
    XYChart loss = chart("Loss", "mean cross-entropy (nats)");
    add(loss, history, m -> OptionalDouble.of(m.trainingLoss()), EpochMetrics::validationLoss);
    loss.getStyler().setYAxisMin(0.0);
    XYChart accuracy = chart("Accuracy", "share classified right");
    add(accuracy, history, EpochMetrics::trainingAccuracy, EpochMetrics::validationAccuracy);
    ChartLook.write(List.of(loss, accuracy), file);
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

  private static void add(
      XYChart chart,
      TrainingHistory history,
      Function<EpochMetrics, OptionalDouble> training,
      Function<EpochMetrics, OptionalDouble> validation) {
    add(chart, "training: recurrent path, with dropout", ChartLook.TRAINING, history, training);
    if (history.epochs().stream().allMatch(m -> validation.apply(m).isPresent())) {
      add(chart, "validation: whole model", ChartLook.VALIDATION, history, validation);
    }
  }

  private static void add(
      XYChart chart,
      String name,
      Color colour,
      TrainingHistory history,
      Function<EpochMetrics, OptionalDouble> value) {
    List<Integer> epochs = history.epochs().stream().map(EpochMetrics::epoch).toList();
    List<Double> values = history.epochs().stream().map(m -> value.apply(m).orElseThrow()).toList();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
  }
}
