package io.github.ginestra.cli;

import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** The hidden subcommand {@code man-pages}, for the build of the distribution. */
@Command(
    name = "man-pages",
    hidden = true,
    description = "Writes a man page for each command into a folder.")
final class ManPagesCommand extends Subcommand {
  @Parameters(paramLabel = "DIR", description = "The folder; made if it is not there.")
  private Path folder = Path.of("");

  @Override
  int run(Console console) throws IOException {
    write(OutputPlace.folder(folder), spec().root());
    return OK;
  }

  private static void write(Path folder, CommandSpec command) throws IOException {
    String name = command.qualifiedName("-");
    AtomicFile.replace(folder.resolve(name + ".1"), new ManPage(command).toRoff());
    for (CommandLine sub : command.subcommands().values()) {
      if (!sub.getCommandSpec().usageMessage().hidden()) {
        write(folder, sub.getCommandSpec());
      }
    }
  }
}
