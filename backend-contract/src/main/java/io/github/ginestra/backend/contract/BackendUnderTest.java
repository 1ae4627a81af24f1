package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The backend that a group of tests runs on. */
abstract class BackendUnderTest {
  /** Two threads. */
  static final BackendSettings SETTINGS = new BackendSettings(2);

  /** The seed of trainings whose weights are compared with the oracle's. */
  static final long SEED = 3;

  private final Supplier<Backend> backend;

  BackendUnderTest(Supplier<Backend> backend) {
    this.backend = backend;
  }

  Backend backend() {
    return backend.get();
  }

  boolean trains() {
    return backend().capabilities().contains(Capability.TRAINING);
  }

  /** Skips a test that trains if the backend does not. */
  void requireTraining() {
    assumeTrue(trains(), () -> backend().name() + " does not train");
  }

  Network load(NetworkSpec spec, Weights weights) {
    return backend().load(spec, weights, SETTINGS);
  }

  /** Prepares a training; the test is skipped if the backend does not train. */
  TrainableNetwork train(NetworkSpec spec, Weights initial, OptimizerSpec optimizer, long seed) {
    return train(spec, TrainingState.beginning(initial), optimizer, seed);
  }

  TrainableNetwork train(
      NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    return train(spec, state, optimizer, seed, SETTINGS);
  }

  TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    requireTraining();
    return backend().train(spec, state, optimizer, seed, settings);
  }

  /** The logits after one more token. */
  static float[] step(NetworkSpec spec, Network network, State state, int token) {
    float[] logits = new float[spec.outputs()];
    network.stepper().step(state, token, logits);
    return logits;
  }

  /** The logits after each token, read one by one. */
  static float[][] steps(NetworkSpec spec, Network network, State state, int[] tokens) {
    float[][] rows = new float[tokens.length][spec.outputs()];
    Stepper stepper = network.stepper();
    for (int t = 0; t < tokens.length; t++) {
      stepper.step(state, tokens[t], rows[t]);
    }
    return rows;
  }

  /**
   * Makes steps, and compares each loss and the weights after all with the oracle's, whose
   * gradients are central differences.
   *
   * @param measured whether the loss of the first batch is also measured before each step
   */
  void assertSteps(
      NetworkSpec spec,
      OptimizerSpec optimizer,
      double rate,
      Loss loss,
      Oracle oracle,
      boolean measured,
      Batch... batches) {
    ReferenceOptimizer reference = new ReferenceOptimizer(optimizer);
    Oracle.State[] states = {};
    try (TrainableNetwork network = train(spec, Fixtures.weights(spec), optimizer, SEED)) {
      for (int step = 0; step < batches.length; step++) {
        Batch batch = batches[step];
        Oracle.Dropout dropout = new Oracle.Dropout(SEED, step);
        states = batch.continued() ? states : oracle.start(batch.size());
        Map<String, double[]> gradient = oracle.gradient(states, batch, dropout);
        if (measured) {
          Batch other = batches[0];
          assertThat(network.loss(other, loss))
              .as("loss measured before step %d", step)
              .isCloseTo(
                  oracle.loss(oracle.start(other.size()), other, null),
                  within(ReferenceOptimizer.TOLERANCE));
        }
        double expected = oracle.loss(states, batch, dropout);
        assertThat(network.step(List.of(batch), loss, rate))
            .as("loss of step %d", step)
            .isCloseTo(expected, within(ReferenceOptimizer.TOLERANCE));
        reference.move(oracle.weights(), gradient, rate);
      }
      ReferenceOptimizer.assertSame(network.weights(), oracle.weights());
    }
  }

  static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  static void assertRows(float[][] actual, double[][] expected, double tolerance) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int row = 0; row < actual.length; row++) {
      assertThat(actual[row]).as("row %d", row).hasSize(expected[row].length);
      for (int l = 0; l < actual[row].length; l++) {
        assertThat((double) actual[row][l])
            .as("logit %d of row %d", l, row)
            .isCloseTo(expected[row][l], within(tolerance));
      }
    }
  }
}
