package io.github.ginestra.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.backend.djl.EngineTraits.Kernels;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine checks its kernels before it uses them, so that wrong ones do not go unnoticed. */
public abstract class SelfCheckContract {
  private static final BackendSettings SETTINGS = new BackendSettings(2);

  /** For subclasses. */
  protected SelfCheckContract() {}

  /**
   * Returns the engine.
   *
   * @return its traits as the backend uses them
   */
  protected abstract EngineTraits traits();

  @Test
  void the_engines_own_kernels_are_used_if_they_are_correct() {
    FaultyKernels sound = faulty(Set.of(), Cell.LSTM, units -> true, 1);
    score(started(sound), Cell.LSTM, 16);
    assertThat(sound.scored()).containsOnly(Kernels.INFERENCE);
  }

  @ParameterizedTest
  @EnumSource
  void wrong_kernels_for_scoring_are_found_and_those_for_training_are_used_instead(Cell cell) {
    FaultyKernels faulty =
        faulty(Set.of(Kernels.INFERENCE), cell, SelfCheckContract::isSmallRemainder, 1e-3f);
    Backend sound = started(traits());
    List<String> warnings = new ArrayList<>();
    Backend backend = logged(warnings, () -> started(faulty));
    faulty.scored();
    for (int units : new int[] {6, 16, 48, 80}) {
      assertThat(score(backend, cell, units))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(score(sound, cell, units));
    }
    assertThat(faulty.scored()).containsOnly(Kernels.TRAINING);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains(faulty.engineName(), cell + " of 16 units by 0.00", faulty.otherKernels());
  }

  @Test
  void a_training_validates_with_correct_kernels() {
    FaultyKernels faulty =
        faulty(Set.of(Kernels.INFERENCE), Cell.LSTM, SelfCheckContract::isSmallRemainder, 0.5f);
    try (TrainableNetwork network = train(started(faulty), Cell.LSTM, 16)) {
      assertThat(network.score(batch())[0])
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(score(started(traits()), Cell.LSTM, 16));
    }
  }

  @Test
  void without_correct_kernels_the_backend_refuses_to_start_and_says_what_to_do() {
    FaultyKernels faulty =
        faulty(Set.of(Kernels.values()), Cell.LSTM, SelfCheckContract::isSmallRemainder, 0.25f);
    assertThatThrownBy(() -> started(faulty))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(faulty.engineName())
        .hasMessageContaining("LSTM of 16 units by 0.")
        .hasMessageContaining("LSTM of 48 units by 0.")
        .hasMessageNotContaining("GRU")
        .hasMessageContaining(faulty.otherKernels())
        .hasMessageContaining("ginestra-backend-java")
        .hasMessageContaining(
            "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#self-check");
  }

  @Test
  void results_that_are_not_numbers_are_wrong() {
    FaultyKernels faulty =
        faulty(Set.of(Kernels.values()), Cell.GRU, units -> units == 48, Float.NaN);
    assertThatThrownBy(() -> started(faulty))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("GRU of 48 units by Infinity");
  }

  @Test
  void wrong_kernels_for_training_refuse_to_train_and_leave_scoring_alone() {
    FaultyKernels faulty =
        faulty(Set.of(Kernels.TRAINING), Cell.GRU, SelfCheckContract::isSmallRemainder, 0.25f);
    Backend backend = started(faulty);
    score(backend, Cell.GRU, 16);
    assertThatThrownBy(() -> train(backend, Cell.GRU, 16))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("train")
        .hasMessageContaining("GRU of 16 units by 0.")
        .hasMessageContaining(faulty.otherKernels());
  }

  @Test
  void an_engine_is_checked_once() {
    FaultyKernels sound = faulty(Set.of(), Cell.LSTM, units -> true, 1);
    train(started(sound), Cell.GRU, 4).close();
    int checked = sound.calls();
    assertThat(checked).isPositive();
    train(started(sound), Cell.GRU, 4).close();
    assertThat(sound.calls()).isEqualTo(checked);
  }

  /** Whether kernels that compute 32 units at a time are left with 1 to 16. */
  private static boolean isSmallRemainder(int units) {
    return units % 32 >= 1 && units % 32 <= 16;
  }

  private FaultyKernels faulty(Set<Kernels> wrong, Cell cell, IntPredicate units, float error) {
    return new FaultyKernels(traits(), wrong, cell, units, error);
  }

  private static Backend started(EngineTraits traits) {
    Backend backend = new DjlBackend(traits.engineName(), traits) {};
    backend.start(SETTINGS);
    return backend;
  }

  private static NetworkSpec spec(Cell cell, int units) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", 9, 3, true)),
        0,
        new RecurrentSpec(cell, units, false, 1, 0),
        false,
        0,
        new Head.Pooled(Pooling.LAST, 2));
  }

  private static Weights weights(NetworkSpec spec) {
    Random random = new Random(4);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - 0.5f;
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return Weights.of(tensors);
  }

  private static Batch batch() {
    return Batch.of(new int[] {4}, List.of(new int[] {1, 5, 2, 8}));
  }

  private static float[] score(Backend backend, Cell cell, int units) {
    NetworkSpec spec = spec(cell, units);
    try (Network network = backend.load(spec, weights(spec), SETTINGS)) {
      return network.score(batch())[0];
    }
  }

  private static TrainableNetwork train(Backend backend, Cell cell, int units) {
    NetworkSpec spec = spec(cell, units);
    OptimizerSpec sgd =
        new OptimizerSpec(OptimizerSpec.Method.SGD, 0.9, 0.999, 1e-8, 0, Double.POSITIVE_INFINITY);
    return backend.train(spec, TrainingState.beginning(weights(spec)), sgd, 0, SETTINGS);
  }

  /** Does something and collects the warnings that the self-check logs meanwhile. */
  private static <T> T logged(List<String> warnings, Supplier<T> work) {
    Logger logger = Logger.getLogger(CheckedKernels.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getLevel().equals(Level.WARNING)) {
              warnings.add(record.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      return work.get();
    } finally {
      logger.removeHandler(handler);
    }
  }
}
