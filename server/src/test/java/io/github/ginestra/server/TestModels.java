package io.github.ginestra.server;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.text.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tiny models, really trained, in a moment each. They need not be closed: they run in Java. */
final class TestModels {
  static final String VERSE =
      """
      Alto sul colle il vento parla piano,
      e l'erba ascolta, e il mare è lontano.
      Torna la sera, torna la sua voce,
      la luna passa lenta sulla foce.
      """;

  private TestModels() {}

  static Examples messages(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean spam = i % 3 == 0;
      String first =
          spam ? pick(random, "win", "free", "prize") : pick(random, "home", "lunch", "mum");
      examples.add(
          new Example(
              spam ? "spam" : "ham",
              first + " " + pick(random, "now", "today", "call", "see") + " number " + i));
    }
    return Examples.of(examples);
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }

  /** Classifiers of different seeds answer differently. */
  static SequenceClassifier classifier(long seed) {
    return Classifiers.text()
        .recurrent(RecurrentSpec.gru(4))
        .embedding(Embedding.learned(4))
        .calibrationFraction(0)
        .training(options -> options.epochs(2).learningRate(0.02).seed(seed))
        .train(messages(90, seed));
  }

  static MultiLabelClassifier severalLabels() {
    List<Example> examples = new ArrayList<>();
    messages(90, 1)
        .forEach(
            example ->
                examples.add(
                    new Example(
                        example.text().contains("now")
                            ? example.label() + ",urgent"
                            : example.label(),
                        example.text())));
    return Classifiers.multiLabel()
        .separator(",")
        .folds(2)
        .classifier(
            classifier ->
                classifier
                    .recurrent(RecurrentSpec.gru(4))
                    .embedding(4)
                    .training(options -> options.epochs(1).seed(1)))
        .train(Examples.of(examples));
  }

  static SequenceTagger tagger() {
    Random random = new Random(3);
    List<TaggedText> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(
          TaggedText.of(
              List.of(
                  pick(random, "Ana", "Luis", "Eva"), "lives", "in", pick(random, "Roma", "Lima")),
              List.of("B-PER", "O", "O", "B-LOC")));
    }
    TaggedTexts tagged = TaggedTexts.of(texts);
    return Taggers.entities()
        .recurrent(RecurrentSpec.gru(4).bidirectional())
        .embedding(4)
        .training(options -> options.epochs(3).learningRate(0.02).seed(5))
        .train(tagged, tagged);
  }

  /** Sentences of five tokens in columns, with entities in them. */
  static String columns(int count) {
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(pick(random, "Ana", "Luis", "Eva")).append("\tB-PER\nlives\tO\nin\tO\n");
      lines.append(pick(random, "Roma", "Lima")).append("\tB-LOC\nn").append(i).append("\tO\n\n");
    }
    return lines.toString();
  }

  static CharLanguageModel verse() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.gru(8))
        .memory(3)
        .training(options -> options.epochs(2).batchSize(2).seed(11))
        .train(VERSE.repeat(4));
  }

  static CharLanguageModel withoutMemory() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.gru(4))
        .withoutMemory()
        .training(options -> options.epochs(1).batchSize(2).seed(11))
        .train(VERSE);
  }

  static WordLanguageModel words() {
    return LanguageModels.words()
        .recurrent(RecurrentSpec.gru(4))
        .embedding(4)
        .inputDropout(0)
        .memory(2)
        .training(options -> options.epochs(1).batchSize(2).seed(11))
        .train(VERSE.repeat(4));
  }
}
