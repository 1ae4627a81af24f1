package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is ended while it does something other than steps. */
class EndedEarlyTest {
  private static final int COUNT = 300;
  private static final Examples TRAINING = Topics.examples(COUNT, 1);

  /** Takes a millisecond and more for each text, and counts them. */
  private static final class Slow implements Tokenizer {
    private int texts;
    private int interruptAt = -1;

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public List<Token> tokenize(String text, int maximum) {
      if (++texts == interruptAt) {
        Thread.currentThread().interrupt();
      }
      long end = System.nanoTime() + 1_000_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return Tokenizer.messages().tokenize(text, maximum);
    }
  }

  /** Cancels once a phase has begun, and remembers what it was told. */
  private static final class Cancelling implements TrainingListener {
    private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    private final Phase at;
    private long done;
    private long total;
    private int steps;

    Cancelling(Phase at) {
      this.at = at;
    }

    @Override
    public void onPhase(Phase phase, long done, long total) {
      phases.add(phase);
      this.done = done;
      this.total = total;
    }

    @Override
    public void onStep(TrainingProgress progress) {
      steps++;
    }

    @Override
    public boolean isCancelled() {
      return phases.contains(at);
    }
  }

  private final Slow slow = new Slow();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private ClassifierBuilder classifier() {
    return Topics.classifier().tokenizer(slow);
  }

  @ParameterizedTest
  @EnumSource(names = {"VOCABULARY", "ENCODING"})
  void a_listener_ends_the_preparation_and_gets_a_model_of_the_first_weights(
      TrainingListener.Phase phase) {
    Cancelling listener = new Cancelling(phase);
    try (SequenceClassifier classifier =
        classifier().listener(listener).train(TRAINING, Topics.examples(COUNT, 2))) {
      assertThat(listener.done).isPositive().isLessThan(COUNT);
      assertThat(listener.total).isEqualTo(COUNT);
      assertThat(listener.steps).isZero();
      assertThat(classifier.history().epochs()).isEmpty();
      assertThat(classifier.classify("bread").probabilities()).hasSize(3);
    }
    assertThat(slow.texts).isLessThan(2 * COUNT);
  }

  @Test
  void an_interrupt_ends_the_preparation_and_stays() {
    slow.interruptAt = 20;
    try (SequenceClassifier classifier = classifier().train(TRAINING)) {
      assertThat(classifier.history().epochs()).isEmpty();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(slow.texts).isLessThan(100);
  }

  @Test
  void the_time_allowed_is_that_of_the_preparation_too() {
    TrainingOptions options = Topics.options().maximumDuration(Duration.ofMillis(50)).build();
    classifier().training(options).train(TRAINING).close();

    assertThat(slow.texts).isLessThan(COUNT);
  }

  @Test
  void a_phase_says_how_far_it_is() {
    Cancelling listener = new Cancelling(null);
    classifier()
        .ngrams(NgramSpec.standard().buckets(1 << 10))
        .training(Topics.options().epochs(1).validationFraction(0.1).build())
        .listener(listener)
        .train(TRAINING)
        .close();

    assertThat(listener.phases).containsExactlyInAnyOrder(TrainingListener.Phase.values());
    assertThat(listener.done).isEqualTo(listener.total).isPositive();
  }

  @Test
  void an_ended_preparation_leaves_no_checkpoint_so_that_the_training_can_begin_again(
      @TempDir Path folder) {
    ClassifierBuilder resuming =
        classifier().training(options -> options.epochs(1)).checkpoint(folder).resume(folder);
    slow.interruptAt = 20;
    resuming.train(TRAINING).close();
    Thread.interrupted();

    try (SequenceClassifier classifier = resuming.train(TRAINING)) {
      assertThat(classifier.history().epochs()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "threads: {0}")
  @ValueSource(ints = {1, 2})
  void a_resumed_training_that_is_ended_in_its_preparation_has_what_was_learned_before(
      int threads, @TempDir Path folder) {
    ClassifierBuilder resuming =
        classifier()
            .threads(threads)
            .ngrams(NgramSpec.standard().buckets(1 << 10))
            .training(options -> options.epochs(2))
            .checkpoint(folder)
            .resume(folder);
    Map<String, Double> answer;
    try (SequenceClassifier whole = resuming.train(TRAINING)) {
      answer = whole.classify("violin").probabilities();
    }
    slow.interruptAt = slow.texts + 20;
    try (SequenceClassifier resumed = resuming.train(TRAINING)) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(resumed.classify("violin").probabilities()).isEqualTo(answer);
    }
  }

  @Nested
  class TheLinearPath {
    private static final int TEXTS = 4000;

    /** So many labels that fitting them takes seconds. */
    private static Examples manyLabels() {
      List<Example> examples = new ArrayList<>();
      for (Example example : Topics.examples(TEXTS, 1)) {
        examples.add(
            new Example(example.label() + examples.size() % 20, example.text() + " the end"));
      }
      return Examples.of(examples);
    }

    private static ClassifierBuilder builder(Examples examples) {
      return Topics.classifier()
          .ngrams(NgramSpec.standard().buckets(1 << 12))
          .training(Topics.options().epochs(1).batchSize(examples.size()).build());
    }

    @Test
    void of_many_labels_is_ended_by_a_listener() {
      Cancelling listener = new Cancelling(TrainingListener.Phase.LINEAR_PATH);
      Examples examples = manyLabels();
      try (SequenceClassifier classifier = builder(examples).listener(listener).train(examples)) {
        assertThat(listener.done).isLessThan(listener.total / 10);
        assertThat(listener.steps).isZero();
        assertThat(classifier.classify("violin").probabilities()).hasSize(60);
      }
    }

    private static LinearFit fit(int[] labels) {
      return fit(labels, NgramSpec.standard().buckets(1 << 10));
    }

    private static LinearFit fit(int[] labels, NgramSpec spec) {
      List<SparseVector> texts = new ArrayList<>();
      Topics.ofTwo(labels.length, 1)
          .texts()
          .forEach(text -> texts.add(NgramFeatures.of(spec).counts(text)));
      return new LinearFit(spec, texts, labels, 2, 1, false, 7, 1);
    }

    /** A fit that is ended when it has reported its progress more often than this. */
    private static LinearPath fit(int[] labels, int looks) {
      AtomicInteger looked = new AtomicInteger();
      return fit(labels)
          .of(
              IntStream.range(0, labels.length).toArray(),
              1e-3,
              (done, total) -> looked.incrementAndGet() <= looks);
    }

    @Test
    void that_is_ended_while_its_cost_is_chosen_is_that_of_the_last_fold() {
      int[] labels = IntStream.range(0, 300).map(i -> i % 2).toArray();
      List<String> texts = Topics.ofTwo(labels.length, 1).texts();
      TextFolds folds = TextFolds.deal(texts, labels, 2, 5, true, 1);
      TrainingWatch.Progress half = (done, total) -> done < total / 2;
      List<LinearFit> fit = List.of(fit(labels));
      Calibration calibration = Calibration.of(folds, fit, TrainingOptions.AUTOMATIC, half);

      assertThat(calibration.all(fit, half).weights()).isNotEmpty();
    }

    @Test
    void that_is_ended_while_its_n_grams_are_chosen_is_that_of_the_last_fold() {
      int[] labels = IntStream.range(0, 300).map(i -> i % 2).toArray();
      List<String> texts = Topics.ofTwo(labels.length, 1).texts();
      TextFolds folds = TextFolds.deal(texts, labels, 2, 5, true, 1);
      List<LinearFit> kinds =
          List.of(fit(labels), fit(labels, NgramSpec.standard().characters(1, 3).buckets(1 << 10)));
      List<Long> all = new ArrayList<>();
      Set<Long> totals = new HashSet<>();
      TrainingWatch.Progress whole =
          (done, total) -> {
            all.add(done);
            totals.add(total);
            return true;
          };
      Calibration.of(folds, kinds, TrainingOptions.AUTOMATIC, whole).all(kinds, whole);
      assertThat(all).isSorted();
      assertThat(totals).hasSize(1);

      for (int end : new int[] {7, 12}) { // of 31 fits; 5 of each kind come first
        TrainingWatch.Progress some = (done, total) -> done * 31L < (long) end * total;
        Calibration calibration = Calibration.of(folds, kinds, TrainingOptions.AUTOMATIC, some);

        assertThat(calibration.all(kinds, some).weights()).isNotEmpty();
      }
    }

    @Test
    void of_two_labels_says_the_opposite_of_one_for_the_other_at_all_times() {
      int[] labels = IntStream.range(0, 300).map(i -> i % 2).toArray();
      int[] swapped = IntStream.range(0, 300).map(i -> 1 - i % 2).toArray();
      for (int looks : new int[] {0, 1, 3, 20, Integer.MAX_VALUE}) {
        LinearPath path = fit(labels, looks);
        LinearPath other = fit(swapped, looks);

        for (int column = 0; column < 1 << 10; column++) {
          assertThat(path.weight(1, column))
              .as("after %d looks", looks)
              .isEqualTo(other.weight(0, column));
          assertThat(path.weight(0, column)).isEqualTo(other.weight(1, column));
        }
        assertThat(path.biases()[0]).isEqualTo(-path.biases()[1] + 0f);
      }
      assertThat(fit(labels, 3).weights()).isNotEqualTo(fit(labels, 20).weights());
    }
  }

  @Test
  void a_validation_is_ended_by_a_listener_and_the_best_weights_are_kept() {
    Examples many = Topics.examples(2000, 4);
    Cancelling listener = new Cancelling(TrainingListener.Phase.VALIDATION);
    BagBackend.last();
    try (SequenceClassifier classifier =
        Topics.classifier()
            .training(Topics.options().patience(2).build())
            .listener(listener)
            .train(TRAINING, many)) {
      assertThat(listener.done).isLessThanOrEqualTo(listener.total);
      assertThat(classifier.history().epochs()).hasSize(1);
    }
  }

  /** Some of them have a wrong label, so that there is a temperature. */
  private static Examples heldOut() {
    return Examples.of(
        Topics.examples(100, 5).stream()
            .map(e -> new Example(e.text().length() % 5 == 0 ? "food" : e.label(), e.text())));
  }

  @Test
  void an_interrupt_during_calibration_leaves_the_classifier_as_it_was() {
    try (SequenceClassifier classifier =
        classifier().training(Topics.options().epochs(1).build()).train(TRAINING)) {
      slow.interruptAt = slow.texts + 10;
      int before = slow.texts;
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> classifier.calibrate(heldOut()))
          .withMessageContaining("the classifier is as it was before");
      assertThat(slow.texts - before).isEqualTo(10);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();

      assertThat(classifier.calibrate(heldOut()).temperature())
          .as("by a thread that was interrupted before")
          .isPositive();
    }
  }

  @Test
  void a_language_models_text_is_read_no_further_than_it_takes() {
    Reader endless =
        new Reader() {
          private long given;

          @Override
          public int read(char[] target, int from, int length) {
            if (++given == 3) {
              Thread.currentThread().interrupt();
            }
            for (int i = 0; i < length; i++) {
              target[from + i] = (char) ('a' + i % 20);
            }
            return given > 10_000 ? -1 : length;
          }

          @Override
          public void close() {}
        };
    BigramBackend backend = new BigramBackend();
    try (CharLanguageModel model =
        LanguageModels.characters()
            .recurrent(RecurrentSpec.simple(64))
            .training(options -> options.epochs(1))
            .backend(backend)
            .train(endless)) {
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(model.history().epochs()).isEmpty();
      assertThat(model.provenance().options().get("trainingSymbols"))
          .satisfies(count -> assertThat(Long.parseLong(count)).isLessThan(100_000_000));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
