package io.github.ginestra.backend.contract;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.SequenceClassifier;
import io.github.ginestra.internal.Checks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model file of one format version, kept for ever, and beside it what it answered when it was
 * made: a file of lines with a text's probabilities in the order of the labels, between tabs. The
 * texts are {@link SmallClassifiers#TEXTS}.
 */
final class GoldenArchive {
  static final List<String> LABELS = List.of("friend", "post", "prize");

  private final String name;

  /** Of a format version. */
  GoldenArchive(int version) {
    name = "golden-" + version;
  }

  /** Copies the model file into a folder. */
  Path copyTo(Path folder) throws IOException {
    Path file = folder.resolve(name + ".ginestra");
    try (InputStream in = open(".ginestra")) {
      Files.copy(in, file);
    }
    return file;
  }

  /** What the model answered: for each text label → probability. */
  List<Map<String, Double>> answers() throws IOException {
    List<Map<String, Double>> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(".tsv"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Double> answer = new LinkedHashMap<>();
        for (String probability : line.split("\t")) {
          answer.put(LABELS.get(answer.size()), Double.valueOf(probability));
        }
        answers.add(answer);
      }
    }
    return answers;
  }

  private InputStream open(String ending) {
    return Checks.notNull(
        GoldenArchive.class.getResourceAsStream(name + ending), "resource " + name + ending);
  }

  /**
   * Makes the files of a new format version; those of older versions never change. The answers are
   * those of the {@link ArchiveOracle}.
   *
   * @param arguments the version, and the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    String name = "golden-" + arguments[0];
    Path file = Path.of(arguments[1], name + ".ginestra");
    try (SequenceClassifier classifier =
        SmallClassifiers.builder(RecurrentSpec.gru(8).bidirectional())
            .train(SmallClassifiers.examples())) {
      classifier.save(file);
    }
    List<String> lines = new ArrayList<>();
    for (String text : SmallClassifiers.TEXTS) {
      List<String> line = new ArrayList<>();
      for (String label : LABELS) {
        line.add(String.valueOf(ArchiveOracle.of(file).classify(text).get(label)));
      }
      lines.add(String.join("\t", line));
    }
    Files.write(Path.of(arguments[1], name + ".tsv"), lines);
  }
}
