package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small data and models. */
final class Samples {
  private static final List<String> SPAM =
      List.of("win a free prize now", "claim your cash", "free ringtone", "urgent: you won £1000");
  private static final List<String> HAM =
      List.of("see you at eight", "ok thanks", "are you home", "dinner at seven, perché no?");

  /** The options of a training that takes no time. */
  static final String[] QUICK = {"--set", "training.epochs=1", "--set", "recurrent.units=4"};

  private Samples() {}

  /** Rows of label and text, 20 of each label. */
  static List<String[]> rows() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new String[] {"spam", SPAM.get(i % SPAM.size()) + " " + i});
      rows.add(new String[] {"ham", HAM.get(i % HAM.size()) + " " + i});
    }
    return rows;
  }

  /** A person's own CSV: other columns, other names, a semicolon. */
  static Path csv(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder("id;body;kind\n");
    for (String[] row : rows()) {
      lines.append(lines.length()).append(";\"").append(row[1]).append("\";").append(row[0]);
      lines.append('\n');
    }
    return Files.writeString(folder.resolve("mails.csv"), lines);
  }

  static Path tsv(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    rows().forEach(row -> lines.append(row[0]).append('\t').append(row[1]).append('\n'));
    return Files.writeString(folder.resolve("mails.tsv"), lines);
  }

  /** Sentences with names in columns. */
  static Path names(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("Ana", "Pedro", "Marta", "Simón", "Lucía", "Juan")) {
      for (String place : List.of("Roma", "Torrealta", "Madrid", "París")) {
        lines.append(name).append("\tB-PER\nvive\tO\nen\tO\n");
        lines.append(place).append("\tB-LOC\n.\tO\n\n");
      }
    }
    return Files.writeString(folder.resolve("names.conll"), lines);
  }

  /** A text. */
  static Path verse(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("verse.txt"), "Sempre caro mi fu quest'ermo colle,\n".repeat(60));
  }

  /** Trains a model of this kind. */
  static Path model(Path folder, String kind, Path data, String... options) {
    Path model = folder.resolve(kind + ".ginestra");
    List<Object> arguments = new ArrayList<>(List.of("train", kind, data, "--model", model));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(QUICK));
    Program program = Program.run(arguments.toArray());
    if (program.code() != 0) {
      throw new AssertionError(program.err());
    }
    return model;
  }

  static Path classifier(Path folder) throws IOException {
    return model(folder, "classifier", tsv(folder), "--test-fraction", "0");
  }
}
