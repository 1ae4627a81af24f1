package io.github.ginestra.reports;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jsoup.nodes.Element;

/**
 * A line chart with a legend and a caption. It is as wide as a phone, so that its text is legible
 * there, and grows with the page.
 */
final class LineChart {
  /** In units that are pixels on a phone. */
  static final int WIDTH = 350;

  static final int HEIGHT = 230;

  private static final TickUnits TICKS = ticks();
  private static final Shape DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
  private static final Shape BOX = new Rectangle2D.Double(-2.5, -2.5, 5, 5);

  private final String caption;
  private final String description;
  private final NumberAxis across;
  private final NumberAxis up;
  private final XYSeriesCollection lines = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer;

  /**
   * Creates a chart without lines.
   *
   * @param caption the text below it
   * @param description its description for screen readers
   * @param across the name of the horizontal axis
   * @param up the name of the vertical axis
   * @throws IllegalStateException if this machine has no fonts for charts
   */
  LineChart(String caption, String description, String across, String up) {
    ChartSupport.require();
    this.caption = caption;
    this.description = description;
    this.across = axis(across);
    this.up = axis(up);
    this.renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setDrawSeriesLineAsPath(true);
  }

  private static NumberAxis axis(String name) {
    NumberAxis axis = new NumberAxis(name);
    axis.setStandardTickUnits(TICKS);
    axis.setTickLabelInsets(new RectangleInsets(5, 4, 5, 4));
    axis.setAutoRangeIncludesZero(false);
    axis.setLabelFont(font());
    axis.setTickLabelFont(font());
    axis.setLabelPaint(ChartColour.INK.paint());
    axis.setTickLabelPaint(ChartColour.INK.paint());
    axis.setAxisLinePaint(ChartColour.FAINT.paint());
    axis.setTickMarkPaint(ChartColour.FAINT.paint());
    return axis;
  }

  /** Steps of 1, 2 and 5 times a power of ten, each formatted with as many decimals as needed. */
  private static TickUnits ticks() {
    TickUnits units = new TickUnits();
    for (int power = -6; power <= 9; power++) {
      DecimalFormat format =
          new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
      format.setMinimumFractionDigits(Math.max(0, -power));
      for (int factor : new int[] {1, 2, 5}) {
        units.add(new NumberTickUnit(factor * Math.pow(10, power), format));
      }
    }
    return units;
  }

  private static Font font() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  }

  /** The horizontal axis has whole numbers. */
  LineChart counting() {
    across.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
    return this;
  }

  /** Both axes are fractions. */
  LineChart fractions() {
    across.setRange(0, 1.004);
    up.setRange(0, 1.02);
    return this;
  }

  /**
   * Adds a line.
   *
   * @param x (K)
   * @param y (K)
   * @param marked whether each point has a mark
   */
  LineChart line(String name, double[] x, double[] y, boolean marked) {
    int index = lines.getSeriesCount();
    XYSeries series = new XYSeries(name, false, true);
    for (int k = 0; k < x.length; k++) {
      series.add(x[k], y[k]);
    }
    lines.addSeries(series);
    ChartColour colour = ChartColour.ofLine(index);
    renderer.setSeriesPaint(index, colour.paint());
    renderer.setSeriesStroke(
        index,
        index % 2 == 0
            ? new BasicStroke(2)
            : new BasicStroke(
                2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 3}, 0));
    renderer.setSeriesShape(index, index % 2 == 0 ? DOT : BOX);
    renderer.setSeriesShapesVisible(index, marked);
    return this;
  }

  boolean isEmpty() {
    return lines.getSeriesCount() == 0;
  }

  Element element(String id) {
    Element figure = new Element("figure").addClass("chart");
    Element svg = SvgDrawing.of(id, WIDTH, HEIGHT, chart()::draw);
    svg.attr("role", "img").attr("aria-label", description);
    figure.appendChild(svg);
    Element key = figure.appendElement("ul").addClass("key");
    for (int index = 0; index < lines.getSeriesCount(); index++) {
      key.appendElement("li")
          .addClass(ChartColour.ofLine(index).cssName())
          .addClass(index % 2 == 0 ? "solid" : "dashed")
          .text(String.valueOf(lines.getSeriesKey(index)));
    }
    figure.appendElement("figcaption").text(caption);
    return figure;
  }

  private JFreeChart chart() {
    XYPlot plot = new XYPlot(lines, across, up, renderer);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(ChartColour.FAINT.paint());
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(new RectangleInsets(0, 0, 0, 0));
    plot.setInsets(new RectangleInsets(2, 0, 0, 6));
    JFreeChart chart = new JFreeChart(null, font(), plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(2, 0, 0, 2));
    return chart;
  }
}
