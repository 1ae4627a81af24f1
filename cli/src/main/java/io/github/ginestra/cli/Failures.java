package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the user sees of a failure: one line, and the stack trace only if asked for. */
final class Failures implements IExecutionExceptionHandler {
  /** The option that asks for stack traces. */
  static final String VERBOSE = "--verbose";

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult all)
      throws IOException {
    if (e instanceof ClosedOutputException && isClosedPipe(command)) {
      return CommandLine.ExitCode.OK; // who reads has had enough
    }
    command.getErr().println("error: " + Printable.lines(message(e)));
    if (command.getParseResult().hasMatchedOption(VERBOSE)) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean isClosedPipe(CommandLine command) throws IOException {
    Object program = command.getCommandSpec().root().userObject();
    return program instanceof Ginestra ginestra && ginestra.isOutputClosed();
  }

  /** The message of an error, in words for the user. */
  static String message(Exception e) {
    if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
      return message(cause);
    }
    if (e instanceof NoSuchFileException file) {
      return "no such file: " + file.getFile();
    }
    if (e instanceof AccessDeniedException file) {
      String reason = file.getReason() == null ? "" : ": " + file.getReason();
      return "access denied: " + file.getFile() + reason;
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getClass().getSimpleName() + ": " + file.getFile();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
