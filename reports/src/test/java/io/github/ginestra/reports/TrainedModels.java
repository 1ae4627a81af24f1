package io.github.ginestra.reports;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small models, really trained, in a second or two. */
final class TrainedModels {
  private static final String VERSE =
      """
      Alto sul colle il vento parla piano,
      e l'erba ascolta, e il mare è lontano.
      Torna la sera, torna la sua voce,
      la luna passa lenta sulla foce.
      """;

  private static final List<String> FILLERS =
      List.of("the", "a", "very", "well", "Then", "&", "<b>");

  private TrainedModels() {}

  /** Sentences about as many topics; some words tell the topic, some texts are labelled wrong. */
  static Split topics(int count, int texts) {
    Random random = new Random(7);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      int topic = i % count;
      StringBuilder text = new StringBuilder();
      for (int t = 0; t < 4 + random.nextInt(8); t++) {
        text.append(
            t % 3 == 0 ? "word" + (char) ('a' + topic) + random.nextInt(3) : filler(random));
        text.append(t % 4 == 3 ? "!  " : " ");
      }
      int label = random.nextInt(10) == 0 ? (topic + 1) % count : topic;
      examples.add(new Example(name(label), text.toString()));
    }
    return Examples.of(examples).split(0.75, 3);
  }

  private static String filler(Random random) {
    return FILLERS.get(random.nextInt(FILLERS.size()));
  }

  private static String name(int label) {
    return label == 0 ? "<em>first</em> & \"only\"" : "topic " + label;
  }

  static SequenceClassifier classifier(Split split) {
    return Classifiers.text()
        .recurrent(RecurrentSpec.gru(8))
        .embedding(Embedding.learned(8))
        .letterCase(2)
        .maximumTokens(12)
        .ngrams(NgramSpec.standard().buckets(1 << 10))
        .calibrationFraction(0)
        .training(TrainingOptions.builder().epochs(3).learningRate(0.02).seed(5).build())
        .train(split.train(), split.test());
  }

  /**
   * Sentences about one topic, two or none, with semicolons between their labels; some are labelled
   * wrong.
   */
  static Split mixtures(int count, int texts) {
    Split one = topics(count, texts);
    return new Split(mixtures(one.train()), mixtures(one.test()));
  }

  private static Examples mixtures(Examples topics) {
    List<Example> mixed = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      Example first = topics.get(i);
      Example second = topics.get((i + 7) % topics.size());
      mixed.add(
          switch (i % 5) {
            case 0 -> new Example(";", "the very well a " + i);
            case 1, 2 ->
                new Example(
                    first.label() + " ; " + second.label(), first.text() + " " + second.text());
            default -> first;
          });
    }
    return Examples.of(mixed);
  }

  static MultiLabelClassifier multiLabel(Split split) {
    return Classifiers.multiLabel()
        .separator(";")
        .folds(2)
        .classifier(
            classifier ->
                classifier
                    .recurrent(RecurrentSpec.gru(8))
                    .embedding(Embedding.learned(8))
                    .ngrams(NgramSpec.standard().buckets(1 << 10))
                    .training(options -> options.epochs(3).learningRate(0.02).seed(5)))
        .train(split.train());
  }

  /** Sentences of four words: somebody, what they do there, a place. */
  static TaggedTexts names(int count) {
    Random random = new Random(3);
    List<TaggedText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String person = List.of("Ana", "Luis", "Eva", "Marco").get(random.nextInt(4));
      String place = List.of("Roma", "Lima", "Bari").get(random.nextInt(3));
      String verb = List.of("lives", "works", "sleeps").get(random.nextInt(3));
      texts.add(
          TaggedText.of(List.of(person, verb, "in", place), List.of("B-PER", "O", "O", "B-LOC")));
    }
    return TaggedTexts.of(texts);
  }

  static SequenceTagger tagger(TaggedTexts texts) {
    return train(Taggers.entities(), texts);
  }

  /** The same tags, each for itself. */
  static SequenceTagger wordTagger(TaggedTexts texts) {
    return train(Taggers.tokens(), texts);
  }

  private static SequenceTagger train(TaggerBuilder builder, TaggedTexts texts) {
    return builder
        .recurrent(RecurrentSpec.gru(8).bidirectional())
        .embedding(Embedding.learned(8))
        .training(options -> options.epochs(4).learningRate(0.02).seed(5))
        .train(texts, texts);
  }

  static CharLanguageModel verse() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.gru(16))
        .training(options -> options.epochs(4).batchSize(2).seed(11))
        .train(VERSE.repeat(8));
  }

  /** It learns a line by heart, is validated on another, and keeps the last weights. */
  static CharLanguageModel overfittedVerse() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.gru(16))
        .training(
            options -> options.epochs(30).batchSize(1).learningRate(0.05).patience(0).seed(11))
        .train(VERSE);
  }
}
