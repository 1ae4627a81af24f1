package io.github.ginestra.samples;

import io.github.ginestra.internal.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** What all charts have in common: colours, fonts, margins, and the format of their files. */
final class ChartLook {
  static final Color TRAINING = new Color(0x1f77b4);
  static final Color VALIDATION = new Color(0xd95f02);
  static final Color INK = new Color(0x222222);
  static final Color PAPER = Color.WHITE;

  private static final Color GRID = new Color(0xdddddd);

  private ChartLook() {}

  static void applyTo(AxesChartStyler styler) {
    styler.setChartBackgroundColor(PAPER);
    styler.setPlotBackgroundColor(PAPER);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
    styler.setLegendFont(font(Font.PLAIN, 14));
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(12);
    styler.setChartPadding(16);
    styler.setAntiAlias(true);
  }

  /** Writes charts of one size side by side, as PNG. */
  static void write(List<? extends Chart<?, ?>> charts, Path file) throws IOException {
    AtomicFile.replace(
        file, out -> BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapFormat.PNG));
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
