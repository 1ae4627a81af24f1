package io.github.ginestra.reports;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * The colours of charts. A chart is drawn once, in placeholder colours; the style sheet defines the
 * colour of each placeholder on light pages, on dark pages and on paper.
 */
enum ChartColour {
  INK(0x101112),
  FAINT(0x202122),
  FIRST(0x303132),
  SECOND(0x404142),
  THIRD(0x505152),
  FOURTH(0x606162),
  FIFTH(0x707172);

  private static final List<ChartColour> OF_LINES = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH);

  private final Color paint;

  ChartColour(int standIn) {
    paint = new Color(standIn);
  }

  /** The colour of a line by its index; after the last colour they start again. */
  static ChartColour ofLine(int index) {
    return OF_LINES.get(index % OF_LINES.size());
  }

  Color paint() {
    return paint;
  }

  /** The name in the style sheet. */
  String cssName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The placeholder as written in SVG. */
  String written() {
    return "rgb(" + paint.getRed() + ',' + paint.getGreen() + ',' + paint.getBlue() + ')';
  }
}
