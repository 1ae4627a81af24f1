package io.github.ginestra.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.selection.CrossValidation.Listener;
import io.github.ginestra.selection.CrossValidation.Listener.FoldTraining;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cross-validation with {@link BagBackend} behind it. */
class CrossValidationTest {
  private static final int FOLDS = 3;

  /** 60 examples, of which ten stand twice. */
  private static final Examples EXAMPLES =
      Examples.of(
          Stream.concat(
              Topics.ofTwo(50, 1).stream(), Topics.ofTwo(50, 1).stream().skip(20).limit(10)));

  private static CrossValidation crossValidation() {
    return CrossValidation.of(Topics.classifier()).folds(FOLDS);
  }

  @Test
  void each_example_is_tested_once_and_stands_in_its_own_place() {
    Predictions predictions = crossValidation().run(EXAMPLES).predictions();

    assertThat(predictions.size()).isEqualTo(60);
    for (int i = 0; i < 60; i++) {
      assertThat(predictions.get(i).index()).isEqualTo(i);
      assertThat(predictions.get(i).text()).isEqualTo(EXAMPLES.get(i).text());
      assertThat(predictions.get(i).label()).isEqualTo(EXAMPLES.get(i).label());
      assertThat(predictions.get(i).fold()).isBetween(1, FOLDS);
    }
  }

  @Test
  void the_folds_are_those_of_the_examples() {
    CrossValidationResult result = crossValidation().seeds(7).run(EXAMPLES);
    CrossValidationResult random = crossValidation().randomFolds(FOLDS).seeds(7).run(EXAMPLES);

    for (int fold = 0; fold < FOLDS; fold++) {
      assertTests(result, fold, EXAMPLES.folds(FOLDS, 7).get(fold));
      assertTests(random, fold, EXAMPLES.randomFolds(FOLDS, 7).get(fold));
    }
  }

  private static void assertTests(CrossValidationResult result, int fold, Split split) {
    FoldResult folded = result.folds().get(fold);
    assertThat(folded.fold()).isEqualTo(fold + 1);
    assertThat(folded.trainingSize()).isEqualTo(split.train().size());
    assertThat(folded.predictions())
        .extracting(Prediction::text)
        .containsExactlyElementsOf(split.test().texts());
  }

  @Test
  void equal_texts_stand_in_one_fold_unless_asked_for_otherwise() {
    assertThat(textsInSeveralFolds(crossValidation())).isEmpty();
    assertThat(textsInSeveralFolds(crossValidation().randomFolds(FOLDS))).isNotEmpty();
  }

  private static Set<String> textsInSeveralFolds(CrossValidation crossValidation) {
    Map<String, Integer> folds = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Prediction prediction : crossValidation.run(EXAMPLES).predictions()) {
      Integer before = folds.put(prediction.text(), prediction.fold());
      if (before != null && before != prediction.fold()) {
        several.add(prediction.text());
      }
    }
    return several;
  }

  @Test
  void each_fold_is_answered_as_by_the_builder_alone() {
    CrossValidationResult result = crossValidation().seeds(7).run(EXAMPLES);
    Split split = EXAMPLES.folds(FOLDS, 7).get(1);

    try (SequenceClassifier alone =
        Topics.classifier().training(Topics.options().seed(7).build()).train(split.train())) {
      FoldResult folded = result.folds().get(1);
      assertThat(folded.predictions())
          .extracting(Prediction::probabilities)
          .containsExactlyElementsOf(
              alone.classifyAll(split.test().texts()).stream()
                  .map(Classification::probabilities)
                  .toList());
      assertThat(folded.evaluation().confusion())
          .isDeepEqualTo(alone.evaluate(split.test()).confusion());
      assertThat(folded.seconds()).isPositive();
    }
  }

  @Test
  void the_seed_is_the_builders_unless_others_are_given() {
    assertThat(crossValidation().run(EXAMPLES).seeds()).containsExactly(3L);

    CrossValidationResult result = crossValidation().seeds(4, 3).run(EXAMPLES);
    assertThat(result.seeds()).containsExactly(4L, 3L);
    assertThat(result.folds()).hasSize(2 * FOLDS);
    assertThat(result.ofSeed(3).predictions())
        .containsExactlyElementsOf(crossValidation().run(EXAMPLES).predictions());
  }

  @Test
  void the_builder_is_afterwards_as_before() {
    List<TrainingProgress> steps = new ArrayList<>();
    ClassifierBuilder builder =
        Topics.classifier()
            .listener(
                new TrainingListener() {
                  @Override
                  public void onStep(TrainingProgress progress) {
                    steps.add(progress);
                  }
                });
    ClassifierConfig before = builder.config();
    CrossValidation.of(builder).folds(FOLDS).seeds(11).run(EXAMPLES);

    assertThat(steps).as("the builder's listener sees the folds").isNotEmpty();
    assertThat(builder.config()).isEqualTo(before);
    int seen = steps.size();
    builder.train(EXAMPLES).close();
    assertThat(steps).hasSizeGreaterThan(seen);
  }

  @Nested
  class SeveralAtATime {
    @Test
    void folds_give_the_same_result_in_the_same_order() {
      List<String> folds = new ArrayList<>();
      Set<Long> threads = ConcurrentHashMap.newKeySet();
      Listener listener =
          new Listener() {
            @Override
            public TrainingListener onTraining(FoldTraining training) {
              threads.add(Thread.currentThread().getId());
              return new TrainingListener() {};
            }

            @Override
            public void onFold(FoldResult result) {
              folds.add(result.seed() + "/" + result.fold());
            }
          };
      CrossValidationResult one = crossValidation().seeds(1, 2).run(EXAMPLES);
      CrossValidationResult several =
          crossValidation().seeds(1, 2).parallel(3).listener(listener).run(EXAMPLES);

      for (long seed : new long[] {1, 2}) {
        assertThat(several.ofSeed(seed).predictions())
            .containsExactlyElementsOf(one.ofSeed(seed).predictions());
      }
      assertThat(several.metrics()).isEqualTo(one.metrics());
      assertThat(folds)
          .isEqualTo(one.folds().stream().map(f -> f.seed() + "/" + f.fold()).toList());
      assertThat(threads).hasSize(3).doesNotContain(Thread.currentThread().getId());
    }

    @Test
    void the_first_failure_ends_them_all_and_is_thrown() {
      Listener failing =
          new Listener() {
            @Override
            public TrainingListener onTraining(FoldTraining training) {
              if (training.number() == 2) {
                throw new IllegalStateException("no second one");
              }
              return new TrainingListener() {
                @Override
                public void onStep(TrainingProgress progress) {
                  sleep(); // long enough for the failure to come first
                }
              };
            }
          };
      CrossValidation all = crossValidation().seeds(1, 2, 3, 4).parallel(2).listener(failing);

      assertThatIllegalStateException()
          .isThrownBy(() -> all.run(EXAMPLES))
          .withMessage("no second one");
    }

    private static void sleep() {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Test
    void an_interrupt_ends_them_all_and_stays() {
      Thread caller = Thread.currentThread();
      Listener interrupting =
          new Listener() {
            @Override
            public TrainingListener onTraining(FoldTraining training) {
              caller.interrupt();
              return new TrainingListener() {};
            }
          };
      CrossValidation all = crossValidation().parallel(2).listener(interrupting);

      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> all.run(EXAMPLES))
          .withMessageContaining("the cross-validation was cancelled");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_label_that_stands_in_one_fold_alone_was_not_learned() {
    String text = EXAMPLES.get(0).text();
    Examples odd =
        Examples.of(Stream.concat(EXAMPLES.stream(), Stream.of(new Example("odd", text))));
    Prediction unknown = crossValidation().run(odd).predictions().get(60);

    assertThat(unknown.label()).isEqualTo("odd");
    assertThat(unknown.probability("odd")).isZero();
  }

  @Nested
  class TheListener {
    private final List<FoldTraining> trainings = new ArrayList<>();
    private final List<FoldResult> folds = new ArrayList<>();
    private int steps;
    private int interruptAt;
    private int cancelAt;

    private final Listener listener =
        new Listener() {
          @Override
          public TrainingListener onTraining(FoldTraining training) {
            trainings.add(training);
            return new TrainingListener() {
              @Override
              public void onStep(TrainingProgress progress) {
                steps++;
                if (trainings.size() == interruptAt) {
                  Thread.currentThread().interrupt();
                }
              }

              @Override
              public boolean isCancelled() {
                return trainings.size() == cancelAt;
              }
            };
          }

          @Override
          public void onFold(FoldResult result) {
            folds.add(result);
          }
        };

    @Test
    void is_told_which_fold_is_trained_and_what_it_brought() {
      CrossValidationResult result = crossValidation().seeds(1, 2).listener(listener).run(EXAMPLES);

      assertThat(trainings).hasSize(6).startsWith(new FoldTraining(1, List.of(1), 1, 6));
      assertThat(trainings).endsWith(new FoldTraining(2, List.of(3), 6, 6));
      assertThat(folds).isEqualTo(result.folds());
      assertThat(steps).isEqualTo(6 * 6 * 3); // trainings, epochs, batches of 16 of 40 texts
    }

    @Test
    void is_told_of_the_trainings_for_a_threshold_too() {
      crossValidation().seeds(1).chooseThreshold("food", 0.1).listener(listener).run(EXAMPLES);

      assertThat(trainings)
          .containsExactly(
              new FoldTraining(1, List.of(1, 2), 1, 6),
              new FoldTraining(1, List.of(1, 3), 2, 6),
              new FoldTraining(1, List.of(2, 3), 3, 6),
              new FoldTraining(1, List.of(1), 4, 6),
              new FoldTraining(1, List.of(2), 5, 6),
              new FoldTraining(1, List.of(3), 6, 6));
    }

    @Test
    void has_the_folds_before_an_interrupt_which_leaves_nothing_open() {
      interruptAt = 3;
      try {
        assertThatExceptionOfType(CancellationException.class)
            .isThrownBy(() -> crossValidation().listener(listener).run(EXAMPLES))
            .withMessage(
                "the cross-validation was cancelled in training 3 of 3; folds tested before: 2");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(folds).extracting(FoldResult::fold).containsExactly(1, 2);
      assertThat(BagBackend.last().isReleased()).isTrue();
    }

    @Test
    void may_cancel_it() {
      cancelAt = 2;
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> crossValidation().listener(listener).run(EXAMPLES))
          .withMessageContaining("cancelled in training 2 of 3");

      assertThat(folds).extracting(FoldResult::fold).containsExactly(1);
      assertThat(BagBackend.last().isReleased()).isTrue();
    }
  }

  @Nested
  class ALabelTooSmallForTheFolds {
    private final Examples withLone =
        Examples.of(
            Stream.concat(EXAMPLES.stream(), Stream.of(new Example("lone", "an only one"))));

    @Test
    void is_learned_from_in_every_fold_and_tested_in_none() {
      CrossValidationResult result = crossValidation().smallLabelsInTraining().run(withLone);

      assertThat(result.predictions()).hasSize(EXAMPLES.size());
      assertThat(result.predictions())
          .noneMatch(prediction -> prediction.label().equals("lone"))
          .allMatch(prediction -> prediction.probabilities().get("lone") > 0);
      assertThat(result.metrics().get("accuracy").mean()).isPositive();
    }

    @Test
    void is_refused_by_name_otherwise() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().run(withLone))
          .withMessageStartingWith("the label \"lone\" has only 1 of the 3 different texts")
          .withMessageContaining("CrossValidation.smallLabelsInTraining");
    }

    @Test
    void has_no_threshold() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  crossValidation()
                      .smallLabelsInTraining()
                      .chooseThreshold("lone", 0.1)
                      .run(withLone))
          .withMessageStartingWith("label \"lone\" has too few texts for 3 folds");
    }
  }

  @Nested
  class WithCheckpoints {
    @TempDir private Path folder;

    private CrossValidation checkpointed(List<TrainingProgress> steps, int cancelAt) {
      ClassifierBuilder builder =
          Topics.classifier()
              .training(Topics.options().build())
              .checkpoint(folder)
              .resume(folder)
              .listener(
                  new TrainingListener() {
                    @Override
                    public void onStep(TrainingProgress progress) {
                      steps.add(progress);
                    }

                    @Override
                    public boolean isCancelled() {
                      return steps.size() == cancelAt;
                    }
                  });
      return CrossValidation.of(builder).folds(FOLDS);
    }

    @Test
    void it_goes_on_where_it_was_broken_off() {
      List<TrainingProgress> before = new ArrayList<>();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> checkpointed(before, 25).run(EXAMPLES))
          .withMessage(
              "the cross-validation was cancelled in training 2 of 3; folds tested before: 1");
      List<TrainingProgress> after = new ArrayList<>();
      Predictions predictions = checkpointed(after, -1).run(EXAMPLES).predictions();

      assertThat(after).hasSize(3 * 6 * 3 - before.size()); // trainings, epochs, batches
      assertThat(predictions)
          .containsExactlyElementsOf(crossValidation().run(EXAMPLES).predictions());
      assertThat(folder.resolve("seed-3-without-2")).isDirectory();
    }
  }

  @Nested
  class AThreshold {
    /** Epochs too few to learn everything, so that probabilities lie apart. */
    private static CrossValidation hasty() {
      return CrossValidation.of(
              Topics.classifier().training(Topics.options().epochs(2).learningRate(0.02).build()))
          .folds(4);
    }

    @Test
    void is_absent_unless_asked_for() {
      assertThat(crossValidation().run(EXAMPLES).folds())
          .allSatisfy(fold -> assertThat(fold.threshold()).isEmpty());
    }

    @Test
    void is_chosen_by_models_that_learned_neither_from_the_fold_nor_from_what_they_predict() {
      CrossValidationResult result = hasty().seeds(7).chooseThreshold("food", 0.1).run(EXAMPLES);
      Predictions tested = result.predictions();
      for (FoldResult fold : result.folds()) {
        ThresholdChoice threshold = fold.threshold().orElseThrow();
        BinaryScores choice = choice(tested, fold.fold());

        assertThat(threshold.chosen())
            .isEqualTo(choice.highestRecallAtFalsePositiveRate(0.1).orElseThrow());
        assertThat(threshold.tested())
            .isEqualTo(fold.predictions().binary("food").at(threshold.chosen().threshold()));
      }
    }

    /** Trains, for each other fold, a model of its own on what is left without both. */
    private static BinaryScores choice(Predictions dealt, int fold) {
      List<Prediction> inner = new ArrayList<>();
      for (int other = 1; other <= 4; other++) {
        int two = other;
        if (two == fold) {
          continue;
        }
        Examples training =
            pick(
                IntStream.range(0, 60)
                    .filter(i -> foldOf(dealt, i) != fold && foldOf(dealt, i) != two));
        Examples asked = pick(IntStream.range(0, 60).filter(i -> foldOf(dealt, i) == two));
        try (SequenceClassifier classifier =
            Topics.classifier()
                .training(Topics.options().epochs(2).learningRate(0.02).seed(7).build())
                .train(training)) {
          classifier.predict(asked).forEach(inner::add);
        }
      }
      return Predictions.of(inner).binary("food");
    }

    private static int foldOf(Predictions dealt, int place) {
      return dealt.get(place).fold();
    }

    private static Examples pick(IntStream places) {
      return Examples.of(places.mapToObj(EXAMPLES::get));
    }

    @Test
    void leaves_the_folds_as_they_are_without_it() {
      Predictions with = hasty().chooseThreshold("food", 0.1).run(EXAMPLES).predictions();
      assertThat(with).containsExactlyElementsOf(hasty().run(EXAMPLES).predictions());
    }

    @Test
    void gives_figures_over_the_folds() {
      CrossValidationResult result = hasty().chooseThreshold("food", 1).run(EXAMPLES);

      assertThat(result.overFolds(f -> tested(f).recall()).mean()).isPositive();
    }

    private static OperatingPoint tested(FoldResult fold) {
      return fold.threshold().orElseThrow().tested();
    }
  }

  @Nested
  class Refused {

    @Test
    void is_fewer_than_two_folds() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().folds(1))
          .withMessage("k (1) must be 2 or more");
      assertThatIllegalArgumentException().isThrownBy(() -> crossValidation().randomFolds(0));
    }

    @Test
    void are_seeds_that_are_none_or_stand_twice() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().seeds())
          .withMessage("seeds [] must be one or more, each once");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().seeds(1, 1))
          .withMessage("seeds [1, 1] must be one or more, each once");
    }

    @Test
    void are_more_folds_than_a_label_has_texts() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().folds(40).run(EXAMPLES))
          .withMessageStartingWith("k (40) must be at most 25, the number of different texts");
    }

    @Test
    void is_a_threshold_without_folds_to_choose_on() {
      assertThatIllegalStateException()
          .isThrownBy(() -> crossValidation().folds(2).chooseThreshold("food", 0.1).run(EXAMPLES))
          .withMessage(
              "chooseThreshold needs three folds or more, not 2: one to test, one to choose on,"
                  + " one to learn from");
    }

    @Test
    void is_a_threshold_for_a_label_or_rate_that_is_none() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().chooseThreshold("eggs", 0.1).run(EXAMPLES))
          .withMessage("label \"eggs\" is not among [food, sport]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> crossValidation().chooseThreshold("food", 1.1))
          .withMessage("maximumFalsePositiveRate (1.1) must be in [0, 1]");
    }
  }
}
