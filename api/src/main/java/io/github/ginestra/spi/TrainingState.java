package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.DropoutMask;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import java.util.Map;

/**
 * The state of a network in training: all that a backend needs to resume as if the training had not
 * been interrupted. Plain numbers without native memory. Immutable.
 *
 * @param steps the number of steps that the optimiser has made
 * @param batches the number of training batches so far, which is the step number of {@link
 *     DropoutMask}; more than {@code steps} with gradient accumulation
 * @param weights the network's weights
 * @param moments the optimiser's moments of each trained weight, in the weight's shape: for Adam
 *     and AdamW the moving average of its gradient, {@code mean.<weight>}, and of the squared
 *     gradient, {@code variance.<weight>}; empty for SGD and before the first step
 * @param carried the hidden state that a network {@linkplain NetworkSpec#carriesState() carries}
 *     from the last batch of N sequences to the next: {@code hidden}, (layers, N, H), and for units
 *     with two {@linkplain io.github.ginestra.network.Cell#states() states} {@code cell}, of the
 *     same shape. It is empty for other networks and before the first batch
 */
public record TrainingState(
    long steps, long batches, Weights weights, Weights moments, Weights carried) {
  private static final Weights NOTHING = Weights.of(Map.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public TrainingState {
    if (steps < 0 || batches < 0) {
      throw new IllegalArgumentException(
          "steps (" + steps + ") and batches (" + batches + ") must not be negative");
    }
    Checks.notNull(weights, "weights");
    Checks.notNull(moments, "moments");
    Checks.notNull(carried, "carried");
  }

  /**
   * Creates the state before the first step.
   *
   * @param initial the initial weights
   * @return a state without moments
   */
  public static TrainingState beginning(Weights initial) {
    return new TrainingState(0, 0, initial, NOTHING, NOTHING);
  }
}
