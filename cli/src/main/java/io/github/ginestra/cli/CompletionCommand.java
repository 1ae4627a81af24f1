package io.github.ginestra.cli;

import java.io.IOException;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** The subcommand {@code completion}. */
@Command(
    name = "completion",
    description = "Prints a script with which bash and zsh complete commands and options.",
    footer = "%nTry: source <(ginestra completion)")
final class CompletionCommand extends Subcommand {
  @Override
  int run(Console console) throws IOException {
    console.out().print(AutoComplete.bash("ginestra", spec().root().commandLine()));
    console.check();
    return OK;
  }
}
