package io.github.ginestra.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochLoopTest {
  private static final int BATCHES = 4;
  private static final TrainingHistory NO_EPOCHS = new TrainingHistory(List.of());

  private final Scripted learner = new Scripted();
  private final List<TrainingProgress> steps = new ArrayList<>();
  private Runnable atStep = () -> {};
  private boolean cancelled;
  private long now;

  /** Its only weight counts its steps; its validation losses are given. */
  private static final class Scripted implements Learner {
    final List<Batch> batches =
        IntStream.range(0, BATCHES)
            .mapToObj(i -> Batch.of(new int[] {1}, List.of(new int[] {i})))
            .toList();
    final List<List<Batch>> learned = new ArrayList<>();
    final List<Double> rates = new ArrayList<>();
    double[] validationLosses = {};
    double trainingLoss = 1;
    float weight = 0;
    int validations;

    @Override
    public int batchesPerEpoch() {
      return BATCHES;
    }

    @Override
    public Iterable<Batch> batches(Random random) {
      return batches;
    }

    @Override
    public Learned learn(List<Batch> batches, double learningRate) {
      learned.add(batches);
      rates.add(learningRate);
      weight++;
      return new Learned(trainingLoss, 10 * batches.size(), OptionalInt.empty());
    }

    @Override
    public boolean isValidated() {
      return validationLosses.length > 0;
    }

    @Override
    public Validated validate() {
      return validations == validationLosses.length
          ? Validated.NONE
          : new Validated(
              OptionalDouble.of(validationLosses[validations++]), OptionalDouble.empty());
    }

    @Override
    public Weights weights() {
      return Weights.of(Map.of("steps", new Tensor(List.of(1), new float[] {weight})));
    }

    @Override
    public TrainingState state() {
      return TrainingState.beginning(weights());
    }
  }

  private Trained run(TrainingOptions.Builder options) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            steps.add(progress);
            atStep.run();
          }

          @Override
          public boolean isCancelled() {
            return cancelled;
          }
        };
    TrainingOptions built = options.build();
    Checkpoints.Run fromTheBeginning =
        Checkpoints.open(CheckpointPlaces.NONE).begin(Document.builder().build(), history -> null);
    TrainingWatch watch = new TrainingWatch(built, listener, () -> now);
    return new EpochLoop(built, listener, learner, fromTheBeginning, watch).run();
  }

  private static TrainingOptions.Builder options(int epochs) {
    return TrainingOptions.builder().epochs(epochs).learningRate(1).schedule(Schedule.CONSTANT);
  }

  private static float steps(Trained trained) {
    return trained.weights().get("steps").values()[0];
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void without_patience_the_last_weights_are_kept() {
    learner.validationLosses = new double[] {1, 0.5, 2};

    Trained trained = run(options(3));

    assertThat(steps(trained)).isEqualTo(3 * BATCHES);
    assertThat(trained.isBest()).isFalse();
    assertThat(trained.history().best().map(EpochMetrics::epoch)).contains(2);
  }

  @Test
  void with_patience_the_best_weights_are_restored() {
    learner.validationLosses = new double[] {1, 0.5, 0.6, 0.7};

    Trained trained = run(options(4).patience(100));

    assertThat(trained.history().epochs()).hasSize(4);
    assertThat(steps(trained)).isEqualTo(2 * BATCHES);
  }

  @Test
  void patience_ends_after_so_many_epochs_without_a_new_lowest_loss() {
    learner.validationLosses = new double[] {1, 0.5, 0.6, 0.4, 0.4, 0.5, 0.1};

    Trained trained = run(options(7).patience(2));

    assertThat(trained.history().epochs()).hasSize(6);
    assertThat(steps(trained)).isEqualTo(4 * BATCHES);
  }

  @Test
  void without_validation_patience_has_no_effect() {
    Trained trained = run(options(5).patience(1));

    assertThat(trained.history().epochs()).hasSize(5);
    assertThat(trained.history().best()).isEmpty();
    assertThat(steps(trained)).isEqualTo(5 * BATCHES);
  }

  @ParameterizedTest(name = "patience {0}")
  @ValueSource(ints = {0, 5})
  void an_interrupt_ends_it_after_the_step_in_hand_with_the_best_weights(int patience) {
    learner.validationLosses = new double[] {0.5, 0.9, 0.1};
    atStep =
        () -> {
          if (steps.size() == 2 * BATCHES + 2) {
            Thread.currentThread().interrupt();
          }
        };

    Trained trained = run(options(9).patience(patience));

    assertThat(learner.rates).hasSize(2 * BATCHES + 2);
    assertThat(steps(trained)).isEqualTo(BATCHES);
    assertThat(trained.isBest()).isTrue();
    assertThat(trained.history().epochs()).hasSize(3);
    assertThat(trained.history().epochs().get(2).validationLoss()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void an_interrupt_without_validation_keeps_the_weights_of_that_moment() {
    atStep =
        () -> {
          if (steps.size() == BATCHES + 1) {
            Thread.currentThread().interrupt();
          }
        };

    Trained trained = run(options(9));

    assertThat(steps(trained)).isEqualTo(BATCHES + 1);
    assertThat(trained.isBest()).isFalse();
  }

  @Test
  void an_interrupt_before_any_validation_keeps_the_weights_of_that_moment() {
    learner.validationLosses = new double[] {0.5};
    atStep = Thread.currentThread()::interrupt;

    Trained trained = run(options(9).patience(5));

    assertThat(steps(trained)).isEqualTo(1);
    assertThat(learner.validations).isZero();
  }

  @Test
  void an_interrupted_thread_makes_no_step() {
    Thread.currentThread().interrupt();

    Trained trained = run(options(9));

    assertThat(steps(trained)).isZero();
    assertThat(trained.history().epochs()).isEmpty();
  }

  @ParameterizedTest(name = "patience {0}")
  @ValueSource(ints = {0, 5})
  void a_listener_cancels_it_after_the_step_in_hand(int patience) {
    learner.validationLosses = new double[] {0.5, 0.9, 0.1};
    atStep = () -> cancelled = steps.size() == BATCHES + 1;

    Trained trained = run(options(9).patience(patience));

    assertThat(learner.rates).hasSize(BATCHES + 1);
    assertThat(steps(trained)).isEqualTo(BATCHES);
    assertThat(trained.history().epochs()).hasSize(2);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void an_improvement_smaller_than_the_minimum_does_not_renew_the_patience_but_is_kept() {
    learner.validationLosses = new double[] {1, 0.95, 0.91, 0.1};

    Trained trained = run(options(4).patience(2).minimumImprovement(0.1));

    assertThat(trained.history().epochs()).hasSize(3);
    assertThat(steps(trained)).isEqualTo(3 * BATCHES);
  }

  @Test
  void small_improvements_add_up_to_one() {
    learner.validationLosses = new double[] {1, 0.95, 0.89, 0.82, 0.8, 0.8};

    Trained trained = run(options(6).patience(2).minimumImprovement(0.1));

    assertThat(trained.history().epochs()).hasSize(5);
  }

  @Test
  void gradients_of_several_batches_make_one_step_and_what_is_left_the_last() {
    run(options(2).gradientAccumulation(3));

    assertThat(learner.learned).extracting(List::size).containsExactly(3, 1, 3, 1);
    assertThat(steps.get(3).steps()).isEqualTo(4);
    assertThat(steps.get(3).examples()).isEqualTo(80);
  }

  @Test
  void the_learning_rate_falls_on_a_plateau() {
    learner.validationLosses = new double[] {1, 1, 1, 1};

    run(options(4).schedule(Schedule.reduceOnPlateau(0.5, 1)));

    assertThat(learner.rates.stream().distinct()).containsExactly(1.0, 0.5, 0.25);
  }

  @Test
  void a_plateau_without_validation_is_refused_before_the_first_step() {
    assertThatIllegalStateException()
        .isThrownBy(() -> run(options(4).schedule(Schedule.reduceOnPlateau(0.5, 1))))
        .withMessageContaining("set validationFraction");
    assertThat(learner.rates).isEmpty();
  }

  @Test
  void it_ends_when_the_time_is_over_and_validates_once_more() {
    learner.validationLosses = new double[] {0.9, 0.5, 0.1};
    atStep = () -> now += 1_000_000_000L;

    Trained trained =
        run(options(9).maximumDuration(Duration.ofMillis(1000 * BATCHES + 1500)).patience(1));

    assertThat(learner.rates).hasSize(BATCHES + 2);
    assertThat(trained.history().epochs()).hasSize(2);
    assertThat(trained.history().epochs().get(1).validationLoss()).hasValue(0.5);
    assertThat(trained.history().seconds()).isEqualTo(BATCHES + 2);
    assertThat(steps(trained)).isEqualTo(BATCHES + 2);
  }

  @Test
  void the_schedule_follows_the_steps() {
    run(options(1).schedule(Schedule.COSINE));

    for (int i = 0; i < BATCHES; i++) {
      assertThat(learner.rates.get(i)).isEqualTo(Schedule.COSINE.factor(i, BATCHES, NO_EPOCHS));
    }
  }

  @Test
  void the_schedule_follows_the_time_where_that_is_ahead() {
    atStep = () -> now += 1_000_000_000L;

    run(options(10_000).schedule(Schedule.COSINE).maximumDuration(Duration.ofSeconds(100)));

    assertThat(learner.rates).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(learner.rates.get(i))
          .isCloseTo((1 + Math.cos(Math.PI * i / 100)) / 2, within(1e-4));
    }
  }

  @Test
  void a_loss_that_is_not_finite_is_a_divergence() {
    learner.trainingLoss = Double.NaN;

    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> run(options(3)))
        .satisfies(e -> assertThat(e.step()).isEqualTo(1))
        .withMessageContaining("the loss became NaN at step 1 (epoch 1, learning rate 1.0)");
  }

  @Test
  void weights_that_are_not_finite_are_a_divergence() {
    learner.weight = Float.NaN;
    learner.validationLosses = new double[] {Double.NaN};

    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> run(options(1).patience(3)))
        .withMessageContaining("the weight steps became NaN");
  }

  @Test
  void losses_are_averaged_and_progress_is_told() {
    Trained trained = run(options(2));

    assertThat(trained.history().epochs().get(0).trainingLoss()).isEqualTo(1);
    assertThat(trained.history().epochs().get(0).trainingAccuracy()).isEmpty();
    assertThat(steps.get(BATCHES))
        .isEqualTo(new TrainingProgress(2, 2, BATCHES + 1, 2 * BATCHES, 10 * (BATCHES + 1), 1, 0));
  }
}
