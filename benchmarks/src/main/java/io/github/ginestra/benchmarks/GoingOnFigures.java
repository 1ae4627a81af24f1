package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it brings to start from a trained model. Seconds are those of one process, wall clock. */
final class GoingOnFigures {
  private static final double DEVELOPMENT = 0.8;
  private static final int NEW_LABELS = 7;
  private static final int FIRST_NEW = 5;
  private static final double REHEARSED = 0.1;
  private static final int LABELLED = 200;
  private static final double MESSAGES_LEARNED = 0.8;
  private static final String SPAM = "spam";
  private static final String SECONDS = ", seconds";

  private final BenchmarkData data;
  private final String backend;
  private final boolean development;
  private final Log log;
  private Map<String, Double> figures = new LinkedHashMap<>();

  /** Receives each figure as it is measured. */
  interface Log {
    void say(String name, double value);
  }

  /**
   * Over the data.
   *
   * @param development whether test parts are not read, but cut off the training parts
   */
  GoingOnFigures(BenchmarkData data, String backend, boolean development, Log log) {
    this.data = data;
    this.backend = backend;
    this.development = development;
    this.log = log;
  }

  private void add(String name, double value) {
    figures.put(name, value);
    log.say(name, value);
  }

  private Split split(String set) throws IOException {
    Examples training = data.texts(set + ".train");
    return development
        ? training.split(DEVELOPMENT, 1)
        : new Split(training, data.texts(set + ".test"));
  }

  /** banking77 learned at once, and 70 labels first, then the others. */
  Map<String, Double> labels() throws IOException {
    figures = new LinkedHashMap<>();
    Split split = split("banking77");
    List<String> labels = split.train().labels().stream().sorted().toList();
    int step = labels.size() / NEW_LABELS;
    Set<String> added =
        IntStream.range(0, NEW_LABELS)
            .mapToObj(i -> labels.get(FIRST_NEW + step * i))
            .collect(Collectors.toSet());
    Examples old = with(split.train(), added, false);
    Examples further = with(split.train(), added, true);
    measure("at once", text(), split.train(), split.test(), added);
    try (SequenceClassifier parent = measured("70 labels", text(), old, split.test(), added);
        SequenceClassifier child =
            measured(
                "7 labels more",
                text().startFrom(parent).rehearse(old, REHEARSED),
                further,
                split.test(),
                added)) {
      add("labels", child.labels().size());
    }
    add("time, of that at once", seconds("7 labels more") / seconds("at once"));
    return figures;
  }

  private double seconds(String name) {
    return figures.getOrDefault(name + SECONDS, 0.0);
  }

  private static Examples with(Examples examples, Set<String> labels, boolean in) {
    return Examples.of(examples.stream().filter(e -> labels.contains(e.label()) == in));
  }

  private void measure(
      String name, ClassifierBuilder builder, Examples learned, Examples test, Set<String> added) {
    measured(name, builder, learned, test, added).close();
  }

  private SequenceClassifier measured(
      String name, ClassifierBuilder builder, Examples learned, Examples test, Set<String> added) {
    long start = System.nanoTime();
    SequenceClassifier classifier = builder.train(learned);
    add(name + SECONDS, (System.nanoTime() - start) / 1e9);
    add(name + ", old labels, %", accuracy(classifier, with(test, added, false)));
    add(name + ", new labels, %", accuracy(classifier, with(test, added, true)));
    return classifier;
  }

  private static double accuracy(SequenceClassifier classifier, Examples test) {
    long right =
        test.stream().filter(e -> classifier.classify(e.text()).label().equals(e.label())).count();
    return 100.0 * right / test.size();
  }

  private ClassifierBuilder text() {
    return Classifiers.text().backend(backend).training(options -> options.seed(1));
  }

  /**
   * Spam among messages, of which 200 are labelled, and all others but those of the test are read
   * without their labels. Development and figures differ by the seed of the split.
   */
  Map<String, Double> messages(int draws) throws IOException {
    figures = new LinkedHashMap<>();
    Split split = data.messages().distinct().split(MESSAGES_LEARNED, development ? 2 : 1);
    try (CharLanguageModel language = language(split.train())) {
      List<Double> text = new ArrayList<>();
      List<Double> spam = new ArrayList<>();
      List<Double> characters = new ArrayList<>();
      List<Double> pretrained = new ArrayList<>();
      for (int draw = 0; draw < draws; draw++) {
        Examples labelled =
            split.train().split((double) LABELLED / split.train().size(), draw).train();
        text.add(f1(text(), labelled, split.test()));
        spam.add(f1(Classifiers.spam().backend(backend), labelled, split.test()));
        characters.add(f1(text().tokenizer(Tokenizer.characters()), labelled, split.test()));
        pretrained.add(f1(text().startFrom(language), labelled, split.test()));
        log.say("draw " + draw + ", pretrained, F1 %", pretrained.get(draw));
      }
      add("general preset, F1 %", mean(text));
      add("spam preset, F1 %", mean(spam));
      add("characters, F1 %", mean(characters));
      add("characters, pretrained, F1 %", mean(pretrained));
    }
    return figures;
  }

  private CharLanguageModel language(Examples texts) {
    long start = System.nanoTime();
    CharLanguageModel model =
        LanguageModels.characters().backend(backend).withoutMemory().train(texts);
    add("language model, seconds", (System.nanoTime() - start) / 1e9);
    add(
        "language model, loss",
        model.history().best().orElseThrow().validationLoss().orElseThrow());
    return model;
  }

  private static double f1(ClassifierBuilder builder, Examples labelled, Examples test) {
    try (SequenceClassifier classifier = builder.train(labelled)) {
      int found = 0;
      int given = 0;
      int all = 0;
      for (Example example : test) {
        boolean is = example.label().equals(SPAM);
        boolean said = classifier.classify(example.text()).label().equals(SPAM);
        found += is && said ? 1 : 0;
        given += said ? 1 : 0;
        all += is ? 1 : 0;
      }
      return 200.0 * found / (given + all);
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  /** Surnames by language, with and without a language model of the training names. */
  Map<String, Double> names() throws IOException {
    figures = new LinkedHashMap<>();
    Split split = split("names");
    try (CharLanguageModel language = language(split.train());
        SequenceClassifier fresh = text().tokenizer(Tokenizer.characters()).train(split.train());
        SequenceClassifier child = text().startFrom(language).train(split.train())) {
      add("names, %", accuracy(fresh, split.test()));
      add("names, pretrained, %", accuracy(child, split.test()));
    }
    return figures;
  }
}
