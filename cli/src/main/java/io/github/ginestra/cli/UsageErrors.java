package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user sees of wrong options: what is wrong, and how to learn what is right. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + Printable.lines(Failures.message(e).replaceFirst("^Error: ", "")));
    UnmatchedArgumentException.printSuggestions(e, err);
    if (command.getParent() == null) {
      command.usage(err);
    } else {
      err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }
}
