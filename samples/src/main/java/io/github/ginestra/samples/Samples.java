package io.github.ginestra.samples;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code java -jar ginestra-samples.jar COMMAND [options]}. */
@Command(
    name = "ginestra-samples",
    description = "Shows what Ginestra does: recurrent text models, trained and used in Java.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; one line says why", "2:wrong options"})
public final class Samples {
  private Samples() {}

  /**
   * Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrong options.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine(System.out, System.err, System.getenv()).execute(arguments));
  }

  /**
   * The program as a value.
   *
   * @param out where results go
   * @param err where progress and errors go
   * @param environment the environment variables
   */
  static CommandLine commandLine(
      PrintStream out, PrintStream err, Map<String, String> environment) {
    DataFinder finder = new DataFinder(environment);
    SmsCollection collection = new SmsCollection(new Download());
    return commandLine(new Console(out, err), new SpamSource(finder, collection));
  }

  static CommandLine commandLine(Console console, SpamSource spamSource) {
    return new CommandLine(new Samples())
        .addSubcommand(new SpamCommand(console, spamSource))
        .setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }
}
