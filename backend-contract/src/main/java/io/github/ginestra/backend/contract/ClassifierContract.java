package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifiers are trained as users do it, through the public API only. */
@Tag("slow")
abstract class ClassifierContract extends BackendUnderTest {
  private static final List<String> FILLERS =
      List.of("the", "then", "we", "so", "it", "was", "very", "Well", "today", "AND");

  private static final Examples TRAINING = order(240, 1);
  private static final Examples TEST = order(100, 2);

  ClassifierContract(Supplier<Backend> backend) {
    super(backend);
  }

  /**
   * Texts of 4 to 14 words, two of them {@code cat} and {@code dog}; the label is the one that
   * comes first. Neither a single word nor its count determines the label.
   */
  private static Examples order(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String first = i % 2 == 0 ? "cat" : "dog";
      List<String> words = new ArrayList<>();
      for (int t = 0; t < 2 + random.nextInt(11); t++) {
        words.add(FILLERS.get(random.nextInt(FILLERS.size())));
      }
      int place = random.nextInt(words.size() + 1);
      words.add(place, first);
      words.add(
          place + 1 + random.nextInt(words.size() - place), first.equals("cat") ? "dog" : "cat");
      examples.add(new Example(first + " first", String.join(" ", words)));
    }
    return Examples.of(examples);
  }

  private static TrainingOptions.Builder options() {
    return TrainingOptions.builder().epochs(12).batchSize(16).learningRate(0.01).seed(5);
  }

  private ClassifierBuilder small() {
    return on(Classifiers.text())
        .withoutNgrams()
        .recurrent(RecurrentSpec.gru(16).bidirectional())
        .embedding(Embedding.learned(16))
        .inputDropout(0.1)
        .outputDropout(0.1)
        .wordDropout(0.02)
        .training(options().build());
  }

  /** The same with as little training as possible, where it does not matter what is learned. */
  private ClassifierBuilder hasty() {
    return small().training(options().epochs(2).batchSize(32).build());
  }

  private ClassifierBuilder on(ClassifierBuilder builder) {
    requireTraining();
    return builder.backend(backend().name()).threads(1);
  }

  private static void assertLearns(ClassifierBuilder builder) {
    try (SequenceClassifier classifier = builder.train(TRAINING)) {
      assertThat(classifier.evaluate(TEST).accuracy()).isGreaterThanOrEqualTo(0.95);
    }
  }

  static Stream<RecurrentSpec> recurrent() {
    return Stream.of(
        RecurrentSpec.simple(16),
        RecurrentSpec.gru(16),
        RecurrentSpec.lstm(16),
        RecurrentSpec.simple(16).bidirectional(),
        RecurrentSpec.lstm(16).bidirectional(),
        RecurrentSpec.gru(16).bidirectional().layers(2).dropoutBetweenLayers(0.1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recurrent")
  void the_order_of_words_is_learned(RecurrentSpec recurrent) {
    assertLearns(small().recurrent(recurrent));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void every_pooling_learns(Pooling pooling) {
    assertLearns(small().pooling(pooling));
  }

  @Test
  void texts_of_fixed_length_are_learned() {
    assertLearns(small().fixedLength(14));
  }

  @Test
  void characters_are_learned() {
    assertLearns(
        small()
            .tokenizer(Tokenizer.characters())
            .wordDropout(0)
            .pooling(Pooling.MAX)
            .training(options().epochs(16).build()));
  }

  @Test
  void letter_case_and_n_grams_beside_the_words_do_not_disturb() {
    assertLearns(small().letterCase(4).ngrams(NgramSpec.standard().buckets(1 << 12)));
  }

  @ParameterizedTest(name = "fine-tuned: {0}")
  @ValueSource(booleans = {false, true})
  void pretrained_vectors_are_learned_from(boolean fineTuned) {
    Embedding frozen = Embedding.pretrained(vectors());
    assertLearns(small().embedding(fineTuned ? frozen.fineTuned() : frozen));
  }

  /** Random vectors for the words of the texts. */
  private static WordVectors vectors() {
    Random random = new Random(9);
    Map<String, float[]> vectors = new LinkedHashMap<>();
    Stream.concat(FILLERS.stream().map(w -> w.toLowerCase(Locale.ROOT)), Stream.of("cat", "dog"))
        .forEach(
            word -> {
              float[] vector = new float[12];
              for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian() / 2;
              }
              vectors.put(word, vector);
            });
    return WordVectors.of(vectors);
  }

  @Test
  void class_weights_move_the_answers_towards_their_label() {
    Map<String, Double> weights = Map.of("cat first", 50.0);
    try (SequenceClassifier plain = hasty().train(TRAINING);
        SequenceClassifier weighted = hasty().classWeights(weights).train(TRAINING)) {
      assertThat(meanOfCat(weighted)).isGreaterThan(meanOfCat(plain) + 0.2);
    }
  }

  private static double meanOfCat(SequenceClassifier classifier) {
    return classifier.classifyAll(TEST.texts()).stream()
        .mapToDouble(answer -> answer.probability("cat first"))
        .average()
        .orElseThrow();
  }

  @Test
  void the_same_seed_gives_the_same_probabilities_bit_for_bit() {
    List<Map<String, Double>> first = answers(7);

    assertThat(answers(7)).isEqualTo(first);
    assertThat(answers(8)).isNotEqualTo(first);
  }

  private List<Map<String, Double>> answers(long seed) {
    ClassifierBuilder builder =
        hasty()
            .letterCase(4)
            .ngrams(NgramSpec.standard().buckets(1 << 12))
            .training(options().epochs(2).seed(seed).build());
    try (SequenceClassifier classifier = builder.train(TRAINING)) {
      return classifier.classifyAll(TEST.texts()).stream()
          .map(Classification::probabilities)
          .toList();
    }
  }

  @Test
  void the_trained_classifier_answers_as_the_network_did_at_its_last_validation() {
    ClassifierBuilder builder = hasty().ngrams(NgramSpec.standard().buckets(1 << 12));
    try (SequenceClassifier classifier = builder.train(TRAINING, TEST)) {
      EpochMetrics last = classifier.history().epochs().get(1);
      double loss =
          TEST.stream()
              .mapToDouble(e -> -Math.log(classifier.classify(e.text()).probability(e.label())))
              .average()
              .orElseThrow();

      assertThat(last.validationLoss().orElseThrow()).isCloseTo(loss, within(1e-5));
      assertThat(last.validationAccuracy()).hasValue(classifier.evaluate(TEST).accuracy());
    }
  }

  @Test
  void a_training_that_diverges_says_so_and_the_next_one_works() {
    requireTraining();
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> hasty().training(options().learningRate(1e38).build()).train(TRAINING))
        .satisfies(e -> assertThat(e.epoch()).isEqualTo(1))
        .satisfies(e -> assertThat(e.step()).isBetween(1L, 3L));
    assertLearns(small());
  }

  /** AdamW multiplies the weights by -99 at each step, until sums of them overflow. */
  @ParameterizedTest(name = "after {0} steps")
  @ValueSource(ints = {15, 16, 17, 18})
  void a_training_that_ends_as_its_answers_overflow_ends_with_no_model(int steps) {
    TrainingOptions options =
        options()
            .epochs(steps)
            .batchSize(TRAINING.size())
            .learningRate(1e6)
            .schedule(Schedule.CONSTANT)
            .build();
    try (SequenceClassifier classifier = hasty().training(options).train(TRAINING)) {
      assertThat(classifier.classifyAll(TEST.texts()))
          .as("answers after %d steps", steps)
          .allSatisfy(answer -> assertThat(answer.probability()).isBetween(0.0, 1.0));
    } catch (TrainingDivergedException e) {
      assertThat(e).hasMessageContaining("learning rate ").hasMessageContaining(" at step ");
    }
  }

  @Test
  void three_epochs_of_the_preset_recognise_real_spam() throws IOException {
    String folder = System.getenv("GINESTRA_DATA");
    assumeTrue(folder != null, "skipped: GINESTRA_DATA is not set, wanted sms/SMSSpamCollection");
    Split split = Examples.fromTsv(Path.of(folder, "sms/SMSSpamCollection")).split(0.4, 1);
    ClassifierBuilder builder =
        on(Classifiers.spam()).training(TrainingOptions.builder().epochs(3).build());
    try (SequenceClassifier classifier = builder.train(split.train())) {
      assertThat(classifier.evaluate(split.test()).accuracy()).isGreaterThan(0.98);
    }
  }
}
