package io.github.ginestra.samples.classify;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierLoader;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Arguments;
import io.github.ginestra.internal.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program: {@code classify [--backend NAME] MODEL [TEXT...]}. */
@Command(
    name = "classify",
    description = "Prints a line for each text: label, tab, probability, tab, text.",
    footer = "Texts that begin with - come after an argument --.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; one line says why", "2:wrong options"})
public final class Classify implements Callable<Integer> {
  private final BufferedReader in;
  private final PrintWriter out;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What runs the model, where there are several.")
  private @Nullable String backend;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("unused") // read by picocli
  private boolean help;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A classifier's file, *.ginestra.")
  private String model = "";

  @Parameters(
      index = "1..*",
      paramLabel = "TEXT",
      description = "What to classify; without any, each line of standard input as it comes.")
  private List<String> texts = List.of();

  private Classify(BufferedReader in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 wrong options.
   *
   * @param arguments options, model and texts
   * @throws IOException if the system does not say what the arguments were
   */
  public static void main(String[] arguments) throws IOException {
    Charset charset = Letters.charset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    CommandLine program =
        new CommandLine(
                new Classify(new BufferedReader(new InputStreamReader(System.in, charset)), out))
            .setOut(out)
            .setErr(new PrintWriter(System.err, true, charset))
            .setExpandAtFiles(false) // a text may begin with @
            .setParameterExceptionHandler((e, all) -> Errors.usage(e))
            .setExecutionExceptionHandler((e, command, all) -> Errors.failure(e, command));
    System.exit(program.execute(Arguments.asTyped(arguments)));
  }

  @Override
  public Integer call() throws IOException {
    try (SequenceClassifier classifier = loader().load(Path.of(model))) {
      for (String text : texts) {
        answer(classifier, text);
      }
      if (texts.isEmpty()) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          answer(classifier, line.startsWith("\uFEFF") ? line.substring(1) : line);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private ClassifierLoader loader() {
    ClassifierLoader loader = SequenceClassifier.loader();
    return backend == null ? loader : loader.backend(backend);
  }

  /** Prints one line, whatever line breaks the text has; control characters as escapes. */
  private void answer(SequenceClassifier classifier, String text) throws IOException {
    Classification answer = classifier.classify(text);
    String label = Printable.of(answer.label());
    String line = Printable.lines(text.replaceAll("\\R", " "));
    out.println(String.format(Locale.ROOT, "%s\t%.4f\t%s", label, answer.probability(), line));
    if (out.checkError()) {
      throw new IOException("cannot write to standard output: it is closed, or its disk is full");
    }
  }
}
