package io.github.ginestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingListenerTest {
  private static final TrainingProgress PROGRESS = new TrainingProgress(1, 2, 3, 8, 96, 0.7, 6);
  private static final EpochMetrics METRICS = metrics(1, 1.5);

  private final List<String> heard = new ArrayList<>();

  private static EpochMetrics metrics(int epoch, double seconds) {
    return new EpochMetrics(
        epoch,
        0.5,
        OptionalDouble.of(0.8),
        OptionalDouble.of(0.6),
        OptionalDouble.of(0.7),
        seconds);
  }

  private TrainingListener named(String name) {
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress progress) {
        heard.add(name + " step " + progress.step());
      }

      @Override
      public void onEpoch(EpochMetrics metrics) {
        heard.add(name + " epoch " + metrics.epoch());
      }

      @Override
      public void onSample(int epoch, String text) {
        heard.add(name + " sample " + epoch + " " + text);
      }
    };
  }

  @Test
  void listeners_are_called_in_the_order_in_which_they_were_joined() {
    TrainingListener all = named("a").andThen(named("b")).andThen(named("c"));
    all.onStep(PROGRESS);
    all.onEpoch(METRICS);

    assertThat(heard)
        .containsExactly("a step 3", "b step 3", "c step 3", "a epoch 1", "b epoch 1", "c epoch 1");
  }

  @Test
  void samples_are_told_to_all() {
    named("a").andThen(named("b")).onSample(2, "ecco");

    assertThat(heard).containsExactly("a sample 2 ecco", "b sample 2 ecco");
  }

  @Test
  void a_listener_that_throws_keeps_the_next_from_being_called() {
    TrainingListener throwing =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> throwing.andThen(named("b")).onStep(PROGRESS))
        .withMessage("enough");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_listener_may_hear_nothing() {
    TrainingListener deaf = new TrainingListener() {};
    deaf.andThen(named("b")).onStep(PROGRESS);
    deaf.onEpoch(METRICS);

    assertThat(heard).containsExactly("b step 3");
  }

  @Test
  void a_history_adds_up_the_seconds_of_its_epochs() {
    TrainingHistory history = new TrainingHistory(List.of(metrics(1, 1.5), metrics(2, 0.25)));

    assertThat(history.seconds()).isEqualTo(1.75);
    assertThat(new TrainingHistory(List.of()).seconds()).isZero();
  }

  @Test
  void a_history_does_not_change() {
    List<EpochMetrics> epochs = new ArrayList<>(List.of(METRICS));
    TrainingHistory history = new TrainingHistory(epochs);
    epochs.clear();

    assertThat(history.epochs()).containsExactly(METRICS);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> history.epochs().clear());
  }

  @Test
  void a_divergence_says_where_it_happened_and_what_to_try() {
    TrainingDivergedException e = new TrainingDivergedException(2, 71, Double.NaN, 0.5);

    assertThat(e.epoch()).isEqualTo(2);
    assertThat(e.step()).isEqualTo(71);
    assertThat(e)
        .hasMessage(
            "the loss became NaN at step 71 (epoch 2, learning rate 0.5);"
                + " try a smaller learning rate or a smaller clipNorm");
  }
}
