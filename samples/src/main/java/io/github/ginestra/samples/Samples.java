package io.github.ginestra.samples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program of the jar, which runs one of the others by its name. */
public final class Samples {
  private static final String USAGE =
      """
      usage: java -jar ginestra-samples.jar spam [MESSAGE...]
             java -jar ginestra-samples.jar leopardi [BEGINNING...]
             java -jar ginestra-samples.jar anonymise [--json] [MODEL] < TEXT

      The command ginestra has options for everything else: see docs/command-line.md.""";

  private Samples() {}

  /**
   * Runs a sample and ends the process with its exit code: 0 done, 1 failed, 2 wrong arguments.
   *
   * @param arguments {@code spam}, {@code leopardi} or {@code anonymise}, and its arguments
   */
  public static void main(String[] arguments) {
    System.setOut(inUtf8(FileDescriptor.out));
    System.setErr(inUtf8(FileDescriptor.err));
    System.exit(run(List.of(arguments)));
  }

  private static PrintStream inUtf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.subList(arguments.isEmpty() ? 0 : 1, arguments.size());
    boolean anonymise = name.equals("anonymise");
    boolean options =
        rest.stream().anyMatch(a -> a.startsWith("--") && !(anonymise && a.equals(Anonymise.JSON)));
    try {
      switch (options ? "" : name) {
        case "spam" -> Spam.main(rest.toArray(String[]::new));
        case "leopardi" -> Leopardi.main(rest.toArray(String[]::new));
        case "anonymise" -> Anonymise.main(rest.toArray(String[]::new));
        default -> {
          System.err.println(USAGE);
          return 2;
        }
      }
      if (System.out.checkError()) {
        throw new IOException("cannot write to standard output");
      }
      return 0;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }
}
