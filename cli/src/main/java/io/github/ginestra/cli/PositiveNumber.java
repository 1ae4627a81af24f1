package io.github.ginestra.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value that must be a whole number, 1 or more. */
final class PositiveNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1) {
      throw new TypeConversionException("'" + value + "' is not a whole number, 1 or more");
    }
    return number;
  }
}
