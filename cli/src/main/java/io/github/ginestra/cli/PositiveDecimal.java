package io.github.ginestra.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value that must be a number greater than 0. */
final class PositiveDecimal implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new TypeConversionException("'" + value + "' is not a number greater than 0");
    }
    return number;
  }
}
