package io.github.ginestra.benchmarks;

import io.github.ginestra.data.Examples;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the models learn from and are measured on.
 *
 * @param folder holds {@code sms/SMSSpamCollection} and {@code leopardi.txt}
 */
record BenchmarkData(Path folder) {
  /** The environment variable that points to the folder. */
  static final String VARIABLE = "GINESTRA_DATA";

  /** The folder that the environment names. */
  static BenchmarkData find() {
    String folder = System.getenv(VARIABLE);
    if (folder == null) {
      throw new IllegalStateException(
          VARIABLE + " is not set: it must name the folder of the data (see CONTRIBUTING.md)");
    }
    return new BenchmarkData(Path.of(folder));
  }

  /** The SMS Spam Collection. */
  Examples messages() throws IOException {
    return Examples.fromTsv(folder.resolve("sms").resolve("SMSSpamCollection"));
  }

  /** The texts of the messages with exactly the given number of words. */
  List<String> messagesOf(int count) throws IOException {
    Tokenizer words = Tokenizer.messages();
    return messages().texts().stream()
        .filter(text -> words.tokenize(text, count + 1).size() == count)
        .toList();
  }

  /** A part of a set of texts, such as {@code banking77.train}. */
  Examples texts(String part) throws IOException {
    return Examples.fromTsv(folder.resolve("texts").resolve(part + ".tsv"));
  }

  /** Leopardi's Canti. */
  String poems() throws IOException {
    return Files.readString(folder.resolve("leopardi.txt"));
  }
}
