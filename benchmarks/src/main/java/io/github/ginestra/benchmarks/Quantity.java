package io.github.ginestra.benchmarks;

import java.util.Locale;

/**
 * A speed.
 *
 * @param value how many
 * @param unit of what
 */
record Quantity(double value, Unit unit) {

  /** How many times as fast this is as another one of the same unit. */
  double timesAsFastAs(Quantity other) {
    if (unit != other.unit) {
      throw new IllegalArgumentException(this + " and " + other + " are not of one unit");
    }
    return unit.moreIsBetter() ? value / other.value : other.value / value;
  }

  /** At least three digits of a number. */
  static String digits(double number) {
    int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  @Override
  public String toString() {
    return digits(value) + " " + unit.symbol();
  }
}
