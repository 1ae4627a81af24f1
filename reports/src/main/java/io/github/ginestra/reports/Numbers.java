package io.github.ginestra.reports;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as they stand in a report, whatever the language of the system. */
final class Numbers {
  private Numbers() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count with its noun. */
  static String count(long value, String one, String many) {
    return count(value) + ' ' + (value == 1 ? one : many);
  }

  /** A fraction as a percentage: 0.98765 as 98.77 %. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f\u00a0%%", 100 * fraction);
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** A value, or a dash where there is none. */
  static String decimal(OptionalDouble value) {
    return value.isPresent() ? decimal(value.getAsDouble()) : "–";
  }

  /** A fraction as a percentage, or a dash if there is none. */
  static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : "–";
  }

  static String seconds(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.1f\u00a0s", seconds)
        : String.format(Locale.ROOT, "%.1f\u00a0min", seconds / 60);
  }
}
