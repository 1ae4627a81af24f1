package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Formats the numbers of a report, the same in every locale. */
final class Numbers {
  /** Stands where there is no value. */
  static final String NONE = "–";

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

  /** A value, or a dash if there is none. */
  static String decimal(OptionalDouble value) {
    return value.isPresent() ? decimal(value.getAsDouble()) : NONE;
  }

  /** A fraction, or a dash if there is none. */
  static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : NONE;
  }

  /**
   * The cells of a label's scores: precision, recall, F1, other values, the support.
   *
   * @param others the columns before the support
   */
  static List<String> scores(LabelScores scores, String... others) {
    List<String> cells = new ArrayList<>();
    cells.add(percent(scores.precision()));
    cells.add(percent(scores.recall()));
    cells.add(decimal(scores.f1()));
    cells.addAll(List.of(others));
    cells.add(count(scores.support()));
    return cells;
  }

  static String seconds(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.1f\u00a0s", seconds)
        : String.format(Locale.ROOT, "%.1f\u00a0min", seconds / 60);
  }
}
