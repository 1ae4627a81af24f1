package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Failures;
import io.github.ginestra.cli.UsageErrors;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
  /** The character set of the terminal, as the locale has it. */
  private static final String NATIVE = System.getProperty("native.encoding", "UTF-8");

  private Samples() {}

  /**
   * Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrong options.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    PrintStream out = inUtf8IfAscii(System.out, FileDescriptor.out);
    PrintStream err = inUtf8IfAscii(System.err, FileDescriptor.err);
    System.exit(commandLine(System.in, out, err, System.getenv()).execute(arguments));
  }

  /** A terminal whose locale says nothing (C, POSIX) most likely shows UTF-8. */
  private static PrintStream inUtf8IfAscii(PrintStream standard, FileDescriptor descriptor) {
    boolean ascii = Charset.forName(NATIVE).equals(StandardCharsets.US_ASCII);
    return ascii
        ? new PrintStream(
            new BufferedOutputStream(new FileOutputStream(descriptor)),
            true,
            StandardCharsets.UTF_8)
        : standard;
  }

  /**
   * The program as a value.
   *
   * @param in where text is read
   * @param out where results go
   * @param err where progress and errors go
   * @param environment the environment variables
   */
  static CommandLine commandLine(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    DataFinder finder = new DataFinder(environment);
    SmsCollection collection = new SmsCollection(new Download());
    return commandLine(
        new Console(out, err), new SpamSource(finder, collection), new CorpusSource(finder), in);
  }

  static CommandLine commandLine(
      Console console, SpamSource messages, CorpusSource corpora, InputStream in) {
    DataFinder finder = messages.finder();
    return new CommandLine(new Samples())
        .addSubcommand(new SpamCommand(console, messages))
        .addSubcommand(new LeopardiCommand(console, corpora))
        .addSubcommand(new AnonymiseCommand(console, TaggingSource.names(finder), in))
        .addSubcommand(new PosCommand(console, TaggingSource.partsOfSpeech(finder)))
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
