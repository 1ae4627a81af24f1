package io.github.ginestra.reports;

import java.awt.Color;

/**
 * The colours of charts. A chart is drawn once, in colours that stand for a name; which colour a
 * name has on light ground, on dark ground and on paper is the style sheet's.
 */
enum ChartColour {
  INK(0x101112),
  FAINT(0x202122),
  FIRST(0x303132),
  SECOND(0x404142),
  THIRD(0x505152),
  FOURTH(0x606162),
  FIFTH(0x707172);

  private final Color paint;

  ChartColour(int standIn) {
    paint = new Color(standIn);
  }

  /** The colour of a line by its place; after the last one they begin again. */
  static ChartColour ofLine(int index) {
    return values()[FIRST.ordinal() + index % (values().length - FIRST.ordinal())];
  }

  Color paint() {
    return paint;
  }

  /** The name in the style sheet. */
  String cssName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** How the stand-in is written in SVG. */
  String written() {
    return "rgb(" + paint.getRed() + ',' + paint.getGreen() + ',' + paint.getBlue() + ')';
  }
}
