package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a trained classifier promises, with {@link BagBackend} behind it. */
class SequenceClassifierTest {
  private static final Examples TRAINING = Topics.examples(90, 1);
  private static final Examples TEST = Topics.examples(60, 2);

  private final SequenceClassifier classifier =
      Topics.classifier().ngrams(NgramSpec.standard().buckets(1 << 12)).train(TRAINING);

  @AfterEach
  void close() {
    classifier.close();
  }

  @Test
  void an_answer_has_every_label() {
    assertThat(classifier.labels()).containsExactly("food", "music", "sport");
    assertThat(classifier.classify("we played a song").probabilities().keySet())
        .containsExactlyInAnyOrder("food", "music", "sport")
        .startsWith("music");
  }

  @Test
  void many_texts_are_answered_in_their_order() {
    List<String> texts = new ArrayList<>();
    Topics.examples(700, 5).forEach(example -> texts.add(example.text()));
    Collections.shuffle(texts, new Random(1));
    List<Classification> answers = classifier.classifyAll(texts);

    assertThat(answers).hasSize(700);
    for (int i = 0; i < 700; i += 7) {
      double alone = classifier.classify(texts.get(i)).probability("food");
      assertThat(answers.get(i).probability("food")).isCloseTo(alone, within(1e-6));
    }
  }

  @Test
  void no_texts_have_no_answers() {
    assertThat(classifier.classifyAll(List.of())).isEmpty();
  }

  @Test
  void an_evaluation_counts_true_and_most_probable_labels() {
    Evaluation evaluation = classifier.evaluate(TEST);

    assertThat(evaluation.labels()).isEqualTo(classifier.labels());
    assertThat(evaluation.size()).isEqualTo(60);
    for (String label : classifier.labels()) {
      for (String predicted : classifier.labels()) {
        assertThat(evaluation.count(label, predicted))
            .isEqualTo(
                TEST.stream()
                    .filter(e -> e.label().equals(label))
                    .filter(e -> classifier.classify(e.text()).label().equals(predicted))
                    .count());
      }
    }
  }

  @Test
  void predictions_are_the_answers_to_the_examples_in_their_order() {
    Predictions predictions = classifier.predict(TEST);

    assertThat(predictions.labels()).isEqualTo(classifier.labels());
    assertThat(predictions.evaluation().confusion())
        .isDeepEqualTo(classifier.evaluate(TEST).confusion());
    for (int i = 0; i < TEST.size(); i++) {
      Prediction prediction = predictions.get(i);
      assertThat(prediction.index()).isEqualTo(i);
      assertThat(prediction.fold()).isZero();
      assertThat(prediction.text()).isEqualTo(TEST.get(i).text());
      assertThat(prediction.label()).isEqualTo(TEST.get(i).label());
    }
    assertThat(predictions)
        .extracting(Prediction::probabilities)
        .containsExactlyElementsOf(
            classifier.classifyAll(TEST.texts()).stream()
                .map(Classification::probabilities)
                .toList());
  }

  @Test
  void an_evaluation_may_lack_a_label() {
    assertThat(classifier.evaluate(Topics.ofTwo(20, 3)).scores("music").support()).isZero();
  }

  @Test
  void an_iterable_that_is_no_collection_is_answered_too() {
    Iterable<String> texts = () -> Stream.of("a song", "a goal").iterator();
    assertThat(classifier.classifyAll(texts))
        .extracting(Classification::label)
        .isEqualTo(
            classifier.classifyAll(List.of("a song", "a goal")).stream()
                .map(Classification::label)
                .toList());
  }

  @Nested
  class AStreamOfTexts {
    private final AtomicInteger read = new AtomicInteger();

    private Stream<String> texts() {
      return Stream.iterate(0, i -> i + 1)
          .peek(i -> read.incrementAndGet())
          .map(i -> TEST.get(i % TEST.size()).text() + " " + i);
    }

    @Test
    void is_answered_in_order() {
      List<String> texts = texts().limit(1300).toList();
      assertThat(classifier.classifyAll(texts.stream()))
          .extracting(Classification::label)
          .isEqualTo(texts.stream().map(text -> classifier.classify(text).label()).toList());
      assertThat(classifier.classifyAll(texts.stream()).parallel().toList())
          .extracting(Classification::label)
          .isEqualTo(texts.stream().map(text -> classifier.classify(text).label()).toList());
    }

    @Test
    void may_have_no_end_and_is_read_only_as_far_as_answers_are_asked_for() {
      Stream<Classification> answers = classifier.classifyAll(texts());
      assertThat(read).hasValue(0);

      Iterator<Classification> iterator = answers.iterator();
      for (int i = 0; i < 3; i++) {
        iterator.next();
      }
      assertThat(read).hasValueBetween(3, 600);
      assertThat(classifier.classifyAll(texts()).limit(1500)).hasSize(1500);
      assertThat(read).hasValueLessThan(3000);
    }

    @Test
    void of_long_texts_is_read_in_smaller_parts() {
      Stream<String> texts = texts().map(text -> text.repeat(1 << 14));
      assertThat(classifier.classifyAll(texts).findFirst()).isPresent();
      assertThat(read).hasValueLessThan(10);
    }

    @Test
    void may_be_empty() {
      assertThat(classifier.classifyAll(Stream.<String>empty())).isEmpty();
    }

    @Test
    void is_closed_with_the_answers() {
      AtomicInteger closed = new AtomicInteger();
      try (Stream<Classification> answers =
          classifier.classifyAll(texts().onClose(closed::incrementAndGet))) {
        assertThat(answers.limit(2).count()).isEqualTo(2);
        assertThat(closed).hasValue(0);
      }
      assertThat(closed).hasValue(1);
    }

    @Test
    void with_a_null_is_an_error_that_tells_its_position() {
      Stream<String> texts = texts().limit(700).map(text -> text.endsWith(" 650") ? null : text);
      Stream<Classification> answers = classifier.classifyAll(texts);
      assertThatNullPointerException()
          .isThrownBy(answers::toList)
          .withMessage("text 650 must not be null");
    }

    @Test
    void is_no_longer_answered_once_the_classifier_is_closed() {
      Iterator<Classification> answers = classifier.classifyAll(texts()).iterator();
      answers.next();
      classifier.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> answers.forEachRemaining(answer -> {}))
          .withMessage("the classifier is closed");
    }
  }

  @Test
  void is_of_the_library_alone() {
    assertThat(SequenceClassifier.class).isSealed();
    assertThat(LanguageModel.class).isSealed();
    assertThat(CharLanguageModel.class).isSealed();
    assertThat(WordLanguageModel.class).isSealed();
  }

  @Nested
  class Refused {

    @Test
    void is_a_null_text_and_among_many_its_position_is_told() {
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.classify(null))
          .withMessage("text must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.classifyAll(Arrays.asList("a", "b", null)))
          .withMessage("text 2 must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.classifyAll((Iterable<String>) null))
          .withMessage("texts must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.classifyAll((Stream<String>) null))
          .withMessage("texts must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.evaluate(null))
          .withMessage("examples must not be null");
    }

    @Test
    void is_an_evaluation_of_nothing() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.evaluate(Examples.of(List.of())))
          .withMessage("examples must not be empty");
    }
  }

  @Nested
  class Closing {

    @Test
    void releases_network_and_backend() {
      BagBackend backend = BagBackend.last();
      assertThat(backend.isReleased()).isFalse();
      classifier.close();

      assertThat(backend.isReleased()).isTrue();
      assertThat(backend.loaded).hasSize(1);
    }

    @Test
    void twice_is_closing_once() {
      classifier.close();
      classifier.close();

      assertThat(BagBackend.last().isReleased()).isTrue();
    }

    @Test
    void makes_every_question_an_error() {
      classifier.close();

      assertClosed(() -> classifier.classify("a"));
      assertClosed(() -> classifier.classifyAll(List.of("a")));
      assertClosed(() -> classifier.classifyAll(List.of()));
      assertClosed(() -> classifier.classifyAll(Stream.of("a")));
      assertClosed(() -> classifier.evaluate(TEST));
      assertClosed(() -> classifier.predict(TEST));
    }

    private static void assertClosed(ThrowingCallable question) {
      assertThatIllegalStateException()
          .isThrownBy(question)
          .withMessage("the classifier is closed");
    }

    @Test
    void leaves_labels_and_history() {
      classifier.close();

      assertThat(classifier.labels()).hasSize(3);
      assertThat(classifier.history().epochs()).hasSize(6);
    }
  }

  @Nested
  class FailedTraining {

    @Test
    void by_a_listener_reaches_the_caller_and_leaves_nothing_open() {
      TrainingListener throwing =
          new TrainingListener() {
            @Override
            public void onEpoch(EpochMetrics metrics) {
              throw new UnsupportedOperationException("enough");
            }
          };

      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> Topics.classifier().listener(throwing).train(TRAINING))
          .withMessage("enough");
      assertReleased();
    }

    @Test
    void by_a_backend_that_cannot_load_leaves_nothing_open() {
      TrainingListener spoiling =
          new TrainingListener() {
            @Override
            public void onEpoch(EpochMetrics metrics) {
              BagBackend.last().failsToLoad = true;
            }
          };

      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> Topics.classifier().listener(spoiling).train(TRAINING))
          .withMessage("no room");
      assertReleased();
    }

    @Test
    void by_a_loss_that_is_no_number_says_at_which_step_and_leaves_nothing_open() {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  Topics.classifier()
                      .training(Topics.options().batchSize(30).learningRate(1e38).build())
                      .train(TRAINING))
          .satisfies(e -> assertThat(e.epoch()).isEqualTo(1))
          .satisfies(e -> assertThat(e.step()).isEqualTo(2))
          .withMessage(
              "the loss became NaN at step 2 (epoch 1, learning rate 1.0E38);"
                  + " try a smaller learning rate or a smaller clipNorm");
      assertReleased();
    }

    @Test
    void by_weights_that_are_no_numbers_after_the_last_step_is_found_too() {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  Topics.classifier()
                      .training(Topics.options().epochs(1).batchSize(90).learningRate(1e39).build())
                      .train(TRAINING))
          .satisfies(e -> assertThat(e.epoch()).isEqualTo(1))
          .satisfies(e -> assertThat(e.step()).isEqualTo(1))
          .withMessageMatching(
              "the weight \\S+ became -?(NaN|Infinity) at step 1"
                  + " \\(epoch 1, learning rate 1.0E39\\); try a smaller learning rate or a smaller clipNorm");
      assertReleased();
    }

    private static void assertReleased() {
      assertThat(BagBackend.last().trainings).hasSize(1);
      assertThat(BagBackend.last().isReleased()).isTrue();
    }
  }
}
