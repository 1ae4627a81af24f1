package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Device;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way from texts to the border and back, with {@link BagBackend} behind the border. */
class ClassifierBuilderTest {
  private static final Examples TRAINING = Topics.examples(90, 1);
  private static final Examples TEST = Topics.examples(60, 2);

  /** Trains and closes; what crossed the border is remembered. */
  private static BagBackend train(ClassifierBuilder builder) {
    return train(builder, TRAINING);
  }

  private static BagBackend train(ClassifierBuilder builder, Examples examples) {
    builder.train(examples).close();
    return BagBackend.last();
  }

  private static NetworkSpec network(ClassifierBuilder builder) {
    return train(builder).training().spec;
  }

  private static ClassifierBuilder oneEpoch() {
    return Topics.classifier().training(Topics.options().epochs(1).build());
  }

  @Nested
  class Learning {

    @Test
    void three_topics_are_told_apart() {
      try (SequenceClassifier classifier = Topics.classifier().train(TRAINING)) {
        assertThat(classifier.evaluate(TEST).accuracy()).isGreaterThan(0.95);
      }
    }

    @Test
    void the_spam_preset_learns_any_labels() {
      try (SequenceClassifier classifier =
          Classifiers.spam().training(Topics.options().build()).train(TRAINING)) {
        assertThat(classifier.evaluate(TEST).accuracy()).isGreaterThan(0.95);
      }
    }

    @Test
    void the_linear_path_alone_tells_the_topics_apart_where_the_network_learns_nothing() {
      ClassifierBuilder builder =
          Topics.classifier()
              .ngrams(NgramSpec.standard().buckets(1 << 12))
              .training(Topics.options().learningRate(1e-30).build());
      try (SequenceClassifier classifier = builder.train(TRAINING)) {
        assertThat(classifier.evaluate(TEST).accuracy()).isGreaterThan(0.95);
      }
      try (SequenceClassifier classifier = builder.withoutNgrams().train(TRAINING)) {
        assertThat(classifier.evaluate(TEST).accuracy()).isLessThan(0.6);
      }
    }

    @Test
    void the_same_seed_gives_the_same_answers_to_the_last_bit_and_another_seed_others() {
      List<String> texts = TEST.texts();

      assertThat(answers(7, texts)).isEqualTo(answers(7, texts)).isNotEqualTo(answers(8, texts));
    }

    private static List<Map<String, Double>> answers(long seed, List<String> texts) {
      try (SequenceClassifier classifier =
          Topics.classifier()
              .wordDropout(0.2)
              .ngrams(NgramSpec.standard().buckets(1 << 10))
              .training(Topics.options().seed(seed).build())
              .train(TRAINING)) {
        return classifier.classifyAll(texts).stream().map(Classification::probabilities).toList();
      }
    }

    @Test
    void a_builder_may_train_several_times() {
      ClassifierBuilder builder = Topics.classifier();
      try (SequenceClassifier three = builder.train(TRAINING);
          SequenceClassifier two = builder.train(Topics.ofTwo(60, 1))) {
        assertThat(three.labels()).containsExactly("food", "music", "sport");
        assertThat(two.labels()).containsExactly("food", "sport");
      }
    }
  }

  @Nested
  class Network {

    @Test
    void the_defaults_are_those_documented() {
      NetworkSpec spec =
          network(Classifiers.text().training(TrainingOptions.builder().epochs(1).build()));

      assertThat(spec.recurrent()).isEqualTo(RecurrentSpec.gru(64).bidirectional());
      assertThat(spec.embeddings())
          .singleElement()
          .satisfies(table -> assertThat(table.dimension()).isEqualTo(64))
          .satisfies(table -> assertThat(table.trainable()).isTrue());
      assertThat(spec.inputDropout()).isEqualTo(0.4);
      assertThat(spec.outputDropout()).isEqualTo(0.4);
      assertThat(spec.head()).isEqualTo(new Head.Pooled(Pooling.MAX, 3));
    }

    @Test
    void every_value_reaches_the_network() {
      NetworkSpec spec =
          network(
              oneEpoch()
                  .recurrent(RecurrentSpec.lstm(5).layers(2).dropoutBetweenLayers(0.1))
                  .embedding(Embedding.learned(6))
                  .letterCase(2)
                  .pooling(Pooling.LAST)
                  .inputDropout(0.2)
                  .outputDropout(0.25));

      assertThat(spec)
          .isEqualTo(
              new NetworkSpec(
                  List.of(
                      new EmbeddingTable("embedding", spec.embeddings().get(0).rows(), 6, true),
                      new EmbeddingTable("letter_case", TokenChannels.CASES, 2, true)),
                  0.2,
                  RecurrentSpec.lstm(5).layers(2).dropoutBetweenLayers(0.1),
                  false,
                  0.25,
                  new Head.Pooled(Pooling.LAST, 3)));
    }

    @Test
    void the_vocabulary_is_the_words_of_the_training_texts() {
      Examples examples =
          Examples.of(
              Stream.of(new Example("a", "one two TWO"), new Example("b", "three 17"))); // 4 words

      assertThat(train(oneEpoch(), examples).training().spec.embeddings().get(0).rows())
          .isEqualTo(4 + 2);
    }

    @Test
    void words_beyond_the_maximum_are_not_learned() {
      Examples examples =
          Examples.of(Stream.of(new Example("a", "one two"), new Example("b", "three four")));

      assertThat(
              train(oneEpoch().maximumTokens(1), examples)
                  .training()
                  .spec
                  .embeddings()
                  .get(0)
                  .rows())
          .isEqualTo(2 + 2);
    }

    @Test
    void characters_can_be_the_tokens() {
      Examples examples = Examples.of(Stream.of(new Example("a", "aab"), new Example("b", "ba c")));
      BagBackend.Training training =
          train(oneEpoch().tokenizer(Tokenizer.characters()), examples).training();

      assertThat(training.spec.embeddings().get(0).rows()).isEqualTo(4 + 2);
      assertThat(training.batches.get(0).lengths()).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void threads_and_the_optimiser_reach_the_backend() {
      TrainingOptions options = Topics.options().weightDecay(0.5).epochs(1).build();
      BagBackend backend = train(Topics.classifier().threads(3).training(options));

      assertThat(backend.settings).isEqualTo(new BackendSettings(3));
      assertThat(backend.training().optimizer).isEqualTo(options.optimizer());
      assertThat(backend.training().seed).isEqualTo(options.seed());
    }

    @Test
    void by_default_one_thread_trains_where_the_number_matters_and_up_to_four_where_it_does_not() {
      assertThat(train(oneEpoch()).settings.threads()).isEqualTo(1);

      int several = Math.min(4, Runtime.getRuntime().availableProcessors());
      BagBackend same = new BagBackend(Capability.TRAINING, Capability.THREAD_INDEPENDENCE);
      oneEpoch().backend(same).train(TRAINING).close();
      assertThat(same.settings).isEqualTo(new BackendSettings(several));
      oneEpoch().backend(same).threads(3).train(TRAINING).close();
      assertThat(same.settings).isEqualTo(new BackendSettings(3));
    }

    @Test
    void a_device_that_is_not_there_shows_before_a_text_is_read() {
      Tokenizer unread =
          new Tokenizer() {
            @Override
            public String name() {
              return "unread";
            }

            @Override
            public List<Token> tokenize(String text, int maximum) {
              throw new AssertionError("\"" + text + "\" was read");
            }
          };
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> oneEpoch().tokenizer(unread).device(Device.gpu(0)).train(TRAINING))
          .withMessage("a bag has no gpu:0");
    }

    @Test
    void a_backend_is_taken_by_its_name() {
      oneEpoch().backend("bag").train(TRAINING).close();

      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> oneEpoch().backend("harp").train(TRAINING))
          .withMessageStartingWith("backend \"harp\", named by .backend(...), is not on");
    }
  }

  @Nested
  class Lengths {

    @Test
    void texts_keep_their_own_length_by_default() {
      BagBackend.Training training = train(oneEpoch()).training();

      assertThat(training.batches.stream().flatMapToInt(b -> Arrays.stream(b.lengths())).sum())
          .isEqualTo(TRAINING.texts().stream().mapToInt(text -> text.split(" ").length).sum());
    }

    @Test
    void a_fixed_length_is_that_of_every_text() {
      for (Batch batch : train(oneEpoch().fixedLength(7)).training().batches) {
        assertThat(batch.lengths()).containsOnly(7);
      }
    }

    @Test
    void ragged_takes_a_fixed_length_back() {
      assertThat(train(oneEpoch().fixedLength(7).ragged()).training().batches)
          .anySatisfy(batch -> assertThat(batch.lengths()).doesNotContain(7));
    }
  }

  @Nested
  class Pretrained {
    private final WordVectors vectors =
        WordVectors.of(
            Map.of(
                "violin", new float[] {3, 0, 0, 0},
                "bread", new float[] {0, 3, 0, 0},
                "trumpet", new float[] {3, 0.1f, 0, 0}));

    private float[] table(BagBackend backend) {
      return backend.loaded.get(0).weights.get("embedding.weight").values();
    }

    @Test
    void vectors_stay_as_they_are_and_are_the_vocabulary() {
      BagBackend backend = train(Topics.classifier().embedding(Embedding.pretrained(vectors)));

      assertThat(backend.training().spec.embeddings().get(0))
          .isEqualTo(new EmbeddingTable("embedding", 3 + 2, 4, false));
      assertThat(table(backend))
          .isEqualTo(backend.training().initial.get("embedding.weight").values())
          .startsWith(0, 0, 0, 0, 0, 0, 0, 0)
          .contains(3, 0.1f);
    }

    @Test
    void a_word_that_only_the_vectors_know_has_their_meaning() {
      Examples examples =
          Examples.of(
              IntStream.range(0, 40)
                  .mapToObj(
                      i ->
                          new Example(
                              i % 2 == 0 ? "music" : "food", i % 2 == 0 ? "violin" : "bread")));
      try (SequenceClassifier classifier =
          Topics.classifier()
              .wordDropout(0)
              .embedding(Embedding.pretrained(vectors))
              .train(examples)) {
        assertThat(classifier.classify("trumpet").label()).isEqualTo("music");
        assertThat(classifier.classify("trumpet").probability()).isGreaterThan(0.9);
      }
    }

    @Test
    void fine_tuned_vectors_move_and_the_words_of_the_texts_join_them() {
      BagBackend backend =
          train(Topics.classifier().embedding(Embedding.pretrained(vectors).fineTuned()));

      assertThat(backend.training().spec.embeddings().get(0).trainable()).isTrue();
      assertThat(backend.training().spec.embeddings().get(0).rows()).isGreaterThan(20);
      assertThat(backend.training().initial.get("embedding.weight").values()).contains(3, 0.1f);
      assertThat(table(backend))
          .isNotEqualTo(backend.training().initial.get("embedding.weight").values());
    }
  }

  @Nested
  class Validation {
    private final List<EpochMetrics> epochs = new ArrayList<>();

    private BagBackend.Training train(double share, Examples... validation) {
      ClassifierBuilder builder =
          Topics.classifier().training(Topics.options().validationFraction(share).build());
      try (SequenceClassifier classifier =
          validation.length == 0
              ? builder.train(TRAINING)
              : builder.train(TRAINING, validation[0])) {
        epochs.addAll(classifier.history().epochs());
      }
      return BagBackend.last().training();
    }

    @Test
    void without_it_all_examples_are_learned_from() {
      assertThat(train(0).texts(6)).isEqualTo(90);
      assertThat(epochs).hasSize(6);
      assertThat(epochs).allSatisfy(e -> assertThat(e.validationLoss()).isEmpty());
      assertThat(epochs).allSatisfy(e -> assertThat(e.validationAccuracy()).isEmpty());
    }

    @Test
    void a_share_is_held_out_and_not_learned_from() {
      BagBackend.Training training = train(0.2);

      assertThat(training.texts(5)).isEqualTo(72); // 5 steps of an epoch
      assertThat(epochs.get(0).validationLoss().orElseThrow()).isPositive();
      assertThat(epochs.get(5).validationAccuracy().orElseThrow()).isGreaterThan(0.9);
      assertThat(epochs.get(5).validationLoss().orElseThrow())
          .isLessThan(epochs.get(0).validationLoss().orElseThrow());
    }

    @Test
    void examples_that_are_given_are_used_and_nothing_is_held_out() {
      assertThat(train(0.2, TEST).texts(6)).isEqualTo(90);
      assertThat(epochs.get(5).validationAccuracy().orElseThrow()).isGreaterThan(0.9);
    }

    @Test
    void the_last_accuracy_and_loss_are_those_of_the_trained_classifier() {
      try (SequenceClassifier classifier =
          Topics.classifier().ngrams(NgramSpec.standard().buckets(256)).train(TRAINING, TEST)) {
        EpochMetrics last = classifier.history().epochs().get(5);
        double loss =
            TEST.stream()
                .mapToDouble(e -> -Math.log(classifier.classify(e.text()).probability(e.label())))
                .average()
                .orElseThrow();

        assertThat(last.validationAccuracy()).hasValue(classifier.evaluate(TEST).accuracy());
        assertThat(last.validationLoss().orElseThrow()).isCloseTo(loss, within(1e-6));
      }
    }

    @Test
    void examples_of_a_label_that_is_not_learned_are_left_out_with_a_warning() {
      try (SequenceClassifier classifier = oneEpoch().train(Topics.ofTwo(10, 1), TEST)) {
        assertThat(classifier.provenance().options())
            .containsEntry("validationExamples", String.valueOf(TEST.size() * 2 / 3));
        assertThat(classifier.warnings())
            .contains(
                TEST.size() / 3
                    + " of "
                    + TEST.size()
                    + " validation texts are left out, since no training example has their labels"
                    + " [music]");
      }
    }

    @Test
    void labels_of_which_none_is_learned_are_refused() {
      Examples others = Examples.of(List.of(new Example("art", "a"), new Example("law", "b")));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> oneEpoch().train(Topics.ofTwo(10, 1), others))
          .withMessageStartingWith(
              "no validation label [art, law] is among the training labels [food, sport]");
    }
  }

  @Nested
  class ClassWeights {
    /** 30 of food, 10 of sport. */
    private final Examples uneven =
        Examples.of(
            Stream.concat(
                Topics.ofTwo(60, 1).stream().filter(e -> e.label().equals("food")),
                Topics.ofTwo(20, 2).stream().filter(e -> e.label().equals("sport"))));

    /** The weight of the texts of each label. */
    private Map<Integer, Float> weights(ClassifierBuilder builder) {
      Map<Integer, Float> weights = new TreeMap<>();
      for (Batch batch : train(builder, uneven).training().batches) {
        for (int n = 0; n < batch.size(); n++) {
          weights.put(batch.targets().ids()[n], batch.targets().weights()[n]);
        }
      }
      return weights;
    }

    @Test
    void by_default_all_texts_count_alike() {
      assertThat(train(oneEpoch(), uneven).training().batches)
          .allSatisfy(batch -> assertThat(batch.targets().weights()).isNull());
    }

    @Test
    void a_label_counts_as_said_and_others_as_one() {
      assertThat(weights(oneEpoch().classWeights(Map.of("sport", 2.5))))
          .isEqualTo(Map.of(0, 1f, 1, 2.5f));
    }

    @Test
    void balanced_labels_count_alike_together() {
      assertThat(weights(oneEpoch().balancedClassWeights()))
          .isEqualTo(Map.of(0, 40 / 60f, 1, 40 / 20f));
    }

    @Test
    void the_last_call_counts() {
      assertThat(weights(oneEpoch().balancedClassWeights().classWeights(Map.of("food", 3.0))))
          .isEqualTo(Map.of(0, 3f, 1, 1f));
      assertThat(weights(oneEpoch().classWeights(Map.of("food", 3.0)).balancedClassWeights()))
          .isEqualTo(Map.of(0, 40 / 60f, 1, 40 / 20f));
    }

    @Test
    void a_weight_for_a_label_that_no_example_has_is_refused() {
      assertThatIllegalStateException()
          .isThrownBy(() -> oneEpoch().classWeights(Map.of("eggs", 2.0)).train(TRAINING))
          .withMessage(
              "classWeights name \"eggs\", which no example has; the labels are"
                  + " [food, music, sport]");
    }

    @Test
    void a_weight_that_is_not_positive_is_refused_with_its_label() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> oneEpoch().classWeights(Map.of("food", 0.0)))
          .withMessage("weight of \"food\" (0.0) must be positive and finite");
    }
  }

  @Nested
  class Watching {
    private final List<TrainingProgress> steps = new ArrayList<>();
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    private final TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            steps.add(progress);
            order.add("step " + progress.step());
          }

          @Override
          public void onEpoch(EpochMetrics metrics) {
            epochs.add(metrics);
            order.add("epoch " + metrics.epoch());
          }
        };

    /** 90 texts in batches of 40 are 3 steps an epoch. */
    private SequenceClassifier train(Schedule schedule) {
      TrainingOptions options = Topics.options().epochs(2).batchSize(40).schedule(schedule).build();
      return Topics.classifier().training(options).listener(listener).train(TRAINING);
    }

    @Test
    void steps_and_epochs_are_told_in_their_order() {
      train(Schedule.CONSTANT).close();

      assertThat(order)
          .containsExactly(
              "step 1", "step 2", "step 3", "epoch 1", "step 4", "step 5", "step 6", "epoch 2");
    }

    @Test
    void a_step_tells_where_the_training_stands() {
      train(Schedule.CONSTANT).close();

      assertThat(steps).allSatisfy(p -> assertThat(p.steps()).isEqualTo(6));
      assertThat(steps).allSatisfy(p -> assertThat(p.epochs()).isEqualTo(2));
      assertThat(steps).allSatisfy(p -> assertThat(p.loss()).isBetween(0.0, 3.0));
      assertThat(steps.stream().map(TrainingProgress::epoch)).containsExactly(1, 1, 1, 2, 2, 2);
      assertThat(steps.get(2).examples()).isEqualTo(90);
      assertThat(steps.get(5).examples()).isEqualTo(180);
    }

    @Test
    void the_history_is_what_the_listener_heard() {
      try (SequenceClassifier classifier = train(Schedule.CONSTANT)) {
        assertThat(classifier.history().epochs()).isEqualTo(epochs);
      }
    }

    @Test
    void an_epochs_loss_is_the_mean_over_its_texts() {
      train(Schedule.CONSTANT).close();
      List<Batch> batches = BagBackend.last().training().batches;
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += steps.get(i).loss() * batches.get(i).size();
      }

      assertThat(epochs.get(0).trainingLoss()).isCloseTo(sum / 90, within(1e-9));
    }

    @Test
    void loss_falls_and_accuracy_rises() {
      train(Schedule.CONSTANT).close();

      assertThat(epochs.get(1).trainingLoss()).isLessThan(epochs.get(0).trainingLoss());
      assertThat(epochs.get(1).trainingAccuracy().orElseThrow())
          .isGreaterThan(epochs.get(0).trainingAccuracy().orElseThrow())
          .isLessThanOrEqualTo(1);
      assertThat(epochs).allSatisfy(e -> assertThat(e.seconds()).isNotNegative());
    }

    @Test
    void the_learning_rate_follows_the_schedule_over_the_whole_training() {
      train(Schedule.ONE_CYCLE).close();

      assertThat(BagBackend.last().training().learningRates)
          .containsExactlyElementsOf(
              IntStream.range(0, 6)
                  .mapToObj(
                      step ->
                          0.05 * Schedule.ONE_CYCLE.factor(step, 6, new TrainingHistory(List.of())))
                  .toList());
    }

    @Test
    void patience_without_validation_is_refused() {
      ClassifierBuilder builder =
          Topics.classifier().training(Topics.options().patience(3).build());

      assertThatIllegalStateException()
          .isThrownBy(() -> builder.train(TRAINING))
          .withMessage(
              "patience (3) needs something to validate on, or must be 0: set validationFraction, or give"
                  + " validation examples");
    }

    @Test
    void a_validation_fraction_that_holds_out_nothing_is_not_asked_for_again() {
      Examples lone = Examples.of(Stream.of(new Example("a", "one"), new Example("b", "two")));
      for (TrainingOptions.Builder options :
          List.of(
              Topics.options().patience(3),
              Topics.options().schedule(Schedule.reduceOnPlateau(0.5, 1)))) {
        ClassifierBuilder builder =
            Topics.classifier().training(options.validationFraction(0.5).build());
        assertThatIllegalStateException()
            .isThrownBy(() -> builder.train(lone))
            .withMessageEndingWith(
                ": validationFraction (0.5) holds out nothing, since each label keeps a text to learn"
                    + " from and has no other, as \"a\" (different texts by label: a (1), b (1)); add"
                    + " texts, give validation examples, or do without");
      }
    }

    @Test
    void validation_examples_that_are_none_are_named_as_such() {
      ClassifierBuilder builder =
          Topics.classifier()
              .training(Topics.options().patience(3).validationFraction(0.1).build());

      assertThatIllegalStateException()
          .isThrownBy(() -> builder.train(TRAINING, Examples.of(List.of())))
          .withMessage(
              "patience (3) needs something to validate on, or must be 0: the validation examples given are none;"
                  + " give some, or leave them out and set validationFraction");
    }

    @Test
    void a_lone_label_stays_in_training_and_the_others_are_validated_on() {
      List<Example> examples = new ArrayList<>();
      TRAINING.forEach(examples::add);
      examples.add(new Example("lone", "the only one"));
      ClassifierBuilder builder =
          Topics.classifier()
              .training(Topics.options().patience(3).validationFraction(0.1).build());
      try (SequenceClassifier classifier = builder.train(Examples.of(examples))) {
        assertThat(classifier.labels()).contains("lone");
        assertThat(classifier.history().best()).isPresent();
      }
    }

    @Test
    void every_epoch_has_batches_of_its_own() {
      train(Schedule.CONSTANT).close();
      List<Batch> batches = BagBackend.last().training().batches;

      assertThat(batches.get(0).channels().get(0)).isNotEqualTo(batches.get(3).channels().get(0));
    }
  }

  static Stream<Arguments> refused() {
    ClassifierBuilder b = Classifiers.text();
    return Stream.of(
        refusal(() -> b.letterCase(-1), "dimension (-1) must be zero or more"),
        refusal(() -> b.fixedLength(0), "tokens (0) must be positive"),
        refusal(() -> b.maximumTokens(-3), "tokens (-3) must be positive"),
        refusal(() -> b.inputDropout(1), "inputDropout (1.0) must be in [0, 1)"),
        refusal(() -> b.outputDropout(-0.1), "outputDropout (-0.1) must be in [0, 1)"),
        refusal(() -> b.wordDropout(Double.NaN), "wordDropout (NaN) must be in [0, 1)"),
        refusal(() -> b.threads(0), "threads (0) must be positive"),
        refusal(() -> Embedding.learned(0), "dimension (0) must be positive"));
  }

  private static Arguments refusal(Runnable setter, String message) {
    return Arguments.of(setter, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void a_wrong_value_is_refused_when_it_is_set(Runnable setter, String message) {
    assertThatIllegalArgumentException().isThrownBy(setter::run).withMessage(message);
  }

  static Stream<Arguments> nulls() {
    ClassifierBuilder b = Classifiers.text();
    return Stream.of(
        refusal(() -> b.recurrent(null), "recurrent"),
        refusal(() -> b.tokenizer(null), "tokenizer"),
        refusal(() -> b.embedding(null), "embedding"),
        refusal(() -> b.pooling(null), "pooling"),
        refusal(() -> b.ngrams(null), "ngrams"),
        refusal(() -> b.training((TrainingOptions) null), "options"),
        refusal(() -> b.listener(null), "listener"),
        refusal(() -> b.backend((String) null), "name"),
        refusal(() -> b.train((Examples) null), "training"),
        refusal(() -> b.train(TRAINING, null), "validation"),
        refusal(() -> Embedding.pretrained(null), "vectors"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("nulls")
  void null_is_refused_by_name(Runnable setter, String name) {
    assertThatNullPointerException()
        .isThrownBy(setter::run)
        .withMessage(name + " must not be null");
  }
}
