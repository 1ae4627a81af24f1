package io.github.ginestra.backend.contract;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model file of one format version, kept for ever, and beside it what it answered when it was
 * made: for each of its texts a line of numbers between tabs. Of a classifier these are the
 * probabilities in the order of the labels, and the texts are {@link SmallClassifiers#TEXTS}; of a
 * language model the symbols' log-probabilities, and the texts are {@link #SONGS}; of a tagger the
 * probabilities of all its tags, token by token, and the texts are {@link #SENTENCES}. A tagger has
 * a second file: the three best sequences of each sentence, a line for each, with its probability,
 * a tab, and the tags.
 */
final class GoldenArchive {
  static final List<String> LABELS = List.of("friend", "post", "prize");

  /** One that the language model knows, and one with characters that it does not. */
  static final List<String> SONGS =
      List.of("canta il vento, passa l'ora,\n", "È sera: 7 “pioggè”!\n");

  /** One with a name as in the training, and one of words, digits and marks that are new. */
  static final List<List<String>> SENTENCES =
      List.of(
          List.of("Ayer", "Ana", "Ruiz", "viaja", "a", "Roma", "."),
          List.of("DESDE", "Çelik", "llegan", "1.250", "«", "x-Ray", "»", "…"));

  private final String name;

  private GoldenArchive(String name) {
    this.name = name;
  }

  /** A classifier of a format version. */
  static GoldenArchive classifier(int version) {
    return new GoldenArchive("golden-" + version);
  }

  /** A classifier of version 3 that reads characters and has models of its labels. */
  static GoldenArchive classifierOfCharacters() {
    return new GoldenArchive("golden-3-characters");
  }

  /**
   * A language model of characters of a format version: {@code "3"}, or {@code "3-words"}, whose
   * memory has words.
   */
  static GoldenArchive languageModel(String version) {
    return new GoldenArchive("golden-language-" + version);
  }

  /** A tagger of entities of a format version. */
  static GoldenArchive tagger(int version) {
    return new GoldenArchive("golden-tagger-" + version);
  }

  /** Copies the model file into a folder. */
  Path copyTo(Path folder) throws IOException {
    Path file = folder.resolve(name + ".ginestra");
    try (InputStream in = open(".ginestra")) {
      Files.copy(in, file);
    }
    return file;
  }

  /** What the model answered: a row for each text. */
  List<double[]> answers() throws IOException {
    try (BufferedReader lines = read(".tsv")) {
      return lines
          .lines()
          .map(line -> Stream.of(line.split("\t")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  /** The best sequences that a tagger found, those of all sentences after each other. */
  List<Tagging.Sequence> sequences() throws IOException {
    try (BufferedReader lines = read("-sequences.tsv")) {
      return lines
          .lines()
          .map(line -> line.split("\t", 2))
          .map(
              parts ->
                  new Tagging.Sequence(List.of(parts[1].split(" ")), Double.parseDouble(parts[0])))
          .toList();
    }
  }

  private BufferedReader read(String ending) {
    return new BufferedReader(new InputStreamReader(open(ending), StandardCharsets.UTF_8));
  }

  private InputStream open(String ending) {
    return Checks.notNull(
        GoldenArchive.class.getResourceAsStream(name + ending), "resource " + name + ending);
  }

  /**
   * Makes the files of a new format version; those of older versions never change. A classifier's
   * answers are those of the {@link ArchiveOracle}, a language model's its own. In version 2 there
   * are classifiers alone, since only calibrated ones are written in it. The classifier of version
   * 3 weighs its two paths and rejects texts; another one reads characters. Taggers begin with
   * version 3.
   *
   * @param arguments the version, and the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    int version = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]);
    makeClassifier(classifier(version), folder, version, false);
    if (version > 2) {
      makeClassifier(classifierOfCharacters(), folder, version, true);
    }
    if (version != 2) {
      makeLanguageModel(languageModel(version > 2 ? version + "-words" : arguments[0]), folder);
    }
    if (version > 2) {
      makeTagger(tagger(version), folder);
    }
  }

  private static void makeClassifier(
      GoldenArchive golden, Path folder, int version, boolean characters) throws IOException {
    Path file = folder.resolve(golden.name + ".ginestra");
    ClassifierBuilder builder = SmallClassifiers.builder(RecurrentSpec.gru(8).bidirectional());
    if (version > 2) {
      builder
          .ngrams(NgramSpec.standard().buckets(256).withInverseDocumentFrequency())
          .calibrationFraction(0.3)
          .linearCost(1e-3);
    }
    if (characters) {
      builder.tokenizer(Tokenizer.characters());
    }
    try (SequenceClassifier classifier =
            builder.train(version > 2 ? pairs() : SmallClassifiers.examples());
        SequenceClassifier view = view(classifier, version)) {
      view.save(file);
    }
    List<double[]> answers = new ArrayList<>();
    for (String text : SmallClassifiers.TEXTS) {
      Map<String, Double> answer = ArchiveOracle.of(file).classify(text);
      answers.add(LABELS.stream().mapToDouble(answer::get).toArray());
    }
    golden.write(answers, folder);
  }

  /** Two texts of a label after each other: enough texts to weigh the paths on. */
  private static Examples pairs() {
    Examples texts = SmallClassifiers.examples();
    return Examples.of(
        texts.stream()
            .flatMap(
                first ->
                    texts.stream()
                        .filter(second -> second.label().equals(first.label()))
                        .map(second -> first.text() + " " + second.text())
                        .map(text -> new Example(first.label(), text))));
  }

  private static SequenceClassifier view(SequenceClassifier classifier, int version) {
    return switch (version) {
      case 1 -> classifier;
      case 2 -> classifier.calibrate(SmallClassifiers.HELD_OUT);
      default -> classifier.rejectBelow(0.8);
    };
  }

  private static void makeLanguageModel(GoldenArchive golden, Path folder) throws IOException {
    try (CharLanguageModel model =
        LanguageModels.characters()
            .recurrent(RecurrentSpec.lstm(12).layers(2))
            .embedding(6)
            .unroll(25)
            .training(options -> options.epochs(10).batchSize(4).seed(3))
            .train(SmallLanguageModels.TEXT)) {
      model.save(folder.resolve(golden.name + ".ginestra"));
      golden.write(SONGS.stream().map(model::logProbabilities).toList(), folder);
    }
  }

  private static void makeTagger(GoldenArchive golden, Path folder) throws IOException {
    try (SequenceTagger tagger =
        Taggers.entities()
            .recurrent(RecurrentSpec.gru(6).bidirectional())
            .embedding(6)
            .characters(5, 3, 6)
            .training(options -> options.epochs(6).batchSize(8).learningRate(0.02).seed(3))
            .train(SmallTaggers.entities(30, 1))) {
      tagger.save(folder.resolve(golden.name + ".ginestra"));
      golden.write(
          SENTENCES.stream().map(tokens -> probabilities(tagger, tokens)).toList(), folder);
      Files.write(
          folder.resolve(golden.name + "-sequences.tsv"),
          best(tagger).stream()
              .map(s -> s.probability() + "\t" + String.join(" ", s.tags()))
              .toList());
    }
  }

  /** The three best sequences of each sentence. */
  static List<Tagging.Sequence> best(SequenceTagger tagger) {
    return SENTENCES.stream().flatMap(tokens -> tagger.best(tokens, 3).stream()).toList();
  }

  /** The probability of each tag for each token, (T, tags). */
  static double[] probabilities(SequenceTagger tagger, List<String> tokens) {
    Tagging tagging = tagger.tag(tokens);
    return IntStream.range(0, tagging.size())
        .boxed()
        .flatMap(t -> tagger.tags().stream().map(tag -> tagging.probability(t, tag)))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private void write(List<double[]> answers, Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (double[] row : answers) {
      lines.add(DoubleStream.of(row).mapToObj(String::valueOf).collect(Collectors.joining("\t")));
    }
    Files.write(folder.resolve(name + ".tsv"), lines);
  }
}
