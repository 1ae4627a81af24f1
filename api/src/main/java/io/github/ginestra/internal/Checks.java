package io.github.ginestra.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Argument checks whose messages name the parameter and the value. */
public final class Checks {
  private Checks() {}

  /**
   * Refuses null.
   *
   * @param <T> the type of the argument
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static <T> T notNull(@Nullable T value, String name) {
    if (value == null) {
      throw new NullPointerException(name + " must not be null");
    }
    return value;
  }

  /**
   * Refuses zero and less.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static int positive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive");
    }
    return value;
  }

  /**
   * Refuses zero, less, NaN and infinity.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static double positive(double value, String name) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive and finite");
    }
    return value;
  }

  /**
   * Refuses a duration that is zero or less.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static Duration positive(Duration value, String name) {
    if (notNull(value, name).isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive");
    }
    return value;
  }

  /**
   * Refuses what is less than zero.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static int notNegative(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " (" + value + ") must be zero or more");
    }
    return value;
  }

  /**
   * Refuses what is less than zero, NaN and infinity.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static double notNegative(double value, String name) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " (" + value + ") must be zero or more, and finite");
    }
    return value;
  }

  /**
   * Refuses what is not a fraction below one, as a dropout rate must be.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static double fraction(double value, String name) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be in [0, 1)");
    }
    return value;
  }

  /**
   * Refuses what is not in [0, 1], as a probability is.
   *
   * @param value the argument
   * @param name its name
   * @return {@code value}
   */
  public static double probability(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be in [0, 1]");
    }
    return value;
  }
}
