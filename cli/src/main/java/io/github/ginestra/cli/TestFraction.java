package io.github.ginestra.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that holds data out for a test. */
final class TestFraction {
  private static final double DEFAULT = 0.2;

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      converter = Fraction.class,
      description =
          "How much of the data is held out for the test, if there is no --test; 0 for none."
              + " Default: 0.2.")
  private double fraction = DEFAULT;

  double value() {
    return fraction;
  }

  boolean isNone() {
    return fraction == 0;
  }

  /** Reads a number in [0, 1). */
  static final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number;
      try {
        number = Double.parseDouble(value);
      } catch (NumberFormatException e) {
        number = Double.NaN;
      }
      if (!(number >= 0 && number < 1)) {
        throw new TypeConversionException("'" + value + "' is not a number from 0 to below 1");
      }
      return number;
    }
  }
}
