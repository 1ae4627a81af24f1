package io.github.ginestra.samples;

import io.github.ginestra.evaluation.Evaluation;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A confusion matrix as a heat map: a row for each true label, with the number of its texts, a
 * column for each predicted one, in each cell the percentage of the row.
 */
final class ConfusionPicture {
  /** In pixels. */
  static final int WIDTH = 640;

  static final int HEIGHT = 600;

  /** Light enough at its dark end for dark numbers to be read on it. */
  private static final Color[] PALE_TO_BLUE = {new Color(0xf7fbff), new Color(0x6baed6)};

  private ConfusionPicture() {}

  /** Writes a PNG, {@link #WIDTH} wide and {@link #HEIGHT} high. */
  static void write(Evaluation evaluation, Path file) throws IOException {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Confusion matrix, " + evaluation.size() + " messages")
            .xAxisTitle("predicted label")
            .yAxisTitle("true label")
            .build();
    style(chart.getStyler());
    List<String> rows = new ArrayList<>(evaluation.labels());
    Collections.reverse(rows); // the vertical axis goes up
    List<String> counted = rows.stream().map(label -> counted(evaluation, label)).toList();
    chart.addSeries("messages", evaluation.labels(), counted, cells(evaluation, rows));
    ChartLook.write(List.of(chart), file);
  }

  private static String counted(Evaluation evaluation, String label) {
    return label + " (" + evaluation.scores(label).support() + ")";
  }

  private static void style(HeatMapStyler styler) {
    ChartLook.applyTo(styler);
    styler.setAxisTickLabelsFont(ChartLook.font(Font.PLAIN, 16));
    styler.setLegendVisible(false);
    styler.setShowValue(true);
    styler.setValueFont(ChartLook.font(Font.BOLD, 28));
    styler.setValueFontColor(ChartLook.INK);
    styler.setHeatMapValueDecimalPattern("0.0' %'");
    styler.setRangeColors(PALE_TO_BLUE);
    styler.setMin(0);
    styler.setMax(100);
    styler.setPlotContentSize(1);
  }

  /** Triples of column, row and percentage of the row. */
  private static List<Number[]> cells(Evaluation evaluation, List<String> rows) {
    List<String> columns = evaluation.labels();
    List<Number[]> cells = new ArrayList<>();
    for (int x = 0; x < columns.size(); x++) {
      for (int y = 0; y < rows.size(); y++) {
        String label = rows.get(y);
        double texts = Math.max(1, evaluation.scores(label).support());
        double percentage = 100 * evaluation.count(label, columns.get(x)) / texts;
        cells.add(new Number[] {x, y, percentage});
      }
    }
    return cells;
  }
}
