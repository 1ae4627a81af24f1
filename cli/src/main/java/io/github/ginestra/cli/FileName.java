package io.github.ginestra.cli;

import io.github.ginestra.internal.Arguments;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file. */
final class FileName implements ITypeConverter<Path> {
  @Override
  public Path convert(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'"
              + name
              + "' is no name of a file in this locale ("
              + Arguments.CHARSET
              + "): set LC_ALL=C.UTF-8");
    }
  }
}
