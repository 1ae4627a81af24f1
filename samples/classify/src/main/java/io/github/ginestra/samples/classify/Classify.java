package io.github.ginestra.samples.classify;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The program {@code classify MODEL [TEXT...]}: a line of label, probability and text for each. */
public final class Classify {
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Classify() {}

  /**
   * Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 no model named.
   *
   * @param arguments the file of a classifier, and texts; without any, each line of standard input
   *     is classified as it comes
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length == 0) {
      System.err.println("usage: classify MODEL [TEXT...]");
      return 2;
    }
    try (SequenceClassifier classifier = SequenceClassifier.load(Path.of(arguments[0]))) {
      for (int i = 1; i < arguments.length; i++) {
        answer(classifier, arguments[i]);
      }
      if (arguments.length == 1) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          answer(classifier, line);
        }
      }
      return 0;
    } catch (NoSuchFileException e) {
      System.err.println("error: no such file: " + e.getFile());
    } catch (IOException | RuntimeException e) {
      System.err.println("error: " + e.getMessage());
    }
    return 1;
  }

  private static void answer(SequenceClassifier classifier, String text) throws IOException {
    Classification answer = classifier.classify(text);
    String oneLine = text.replaceAll("\\p{Cntrl}", " ");
    OUT.printf(Locale.ROOT, "%s\t%.4f\t%s%n", answer.label(), answer.probability(), oneLine);
    if (OUT.checkError()) {
      throw new IOException("cannot write to standard output: it is closed, or its disk is full");
    }
  }
}
