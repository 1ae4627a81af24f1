package io.github.ginestra.samples;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
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
    XYChart loss = chart("Loss", "mean cross-entropy (nats)", LegendPosition.InsideNE);
    add(loss, history, m -> OptionalDouble.of(m.trainingLoss()), EpochMetrics::validationLoss);
    XYChart accuracy = chart("Accuracy", "share classified right", LegendPosition.InsideSE);
    add(
        accuracy,
        history,
        m -> OptionalDouble.of(m.trainingAccuracy()),
        EpochMetrics::validationAccuracy);
    ChartLook.write(List.of(loss, accuracy), file);
  }

  private static XYChart chart(String title, String axis, LegendPosition legend) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(axis)
            .build();
    ChartLook.applyTo(chart.getStyler());
    chart.getStyler().setLegendPosition(legend);
    return chart;
  }

  private static void add(
      XYChart chart,
      TrainingHistory history,
      Function<EpochMetrics, OptionalDouble> training,
      Function<EpochMetrics, OptionalDouble> validation) {
    add(chart, "training (with dropout)", history, training).setLineColor(ChartLook.TRAINING);
    if (history.epochs().stream().allMatch(m -> validation.apply(m).isPresent())) {
      add(chart, "validation", history, validation).setLineColor(ChartLook.VALIDATION);
    }
  }

  private static XYSeries add(
      XYChart chart,
      String name,
      TrainingHistory history,
      Function<EpochMetrics, OptionalDouble> value) {
    List<Integer> epochs = history.epochs().stream().map(EpochMetrics::epoch).toList();
    List<Double> values =
        history.epochs().stream().map(m -> value.apply(m).orElseThrow()).toList();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setMarker(SeriesMarkers.CIRCLE);
    return series;
  }
}
