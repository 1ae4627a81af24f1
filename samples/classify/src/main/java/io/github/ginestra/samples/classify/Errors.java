package io.github.ginestra.samples.classify;

import io.github.ginestra.internal.Printable;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the user sees of what went wrong: a line or two, and an exit code. */
final class Errors {
  private Errors() {}

  static int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + Printable.lines(message(e)));
    command.getErr().println("try: " + command.getCommandName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  static int failure(Exception e, CommandLine command) {
    command.getErr().println("error: " + Printable.lines(message(e)));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Exception e) {
    if (e instanceof NoSuchFileException file) {
      return "no such file: " + file.getFile();
    }
    return e instanceof FileSystemException || e.getMessage() == null
        ? e.toString()
        : e.getMessage();
  }
}
