package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.DropoutMask;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import java.util.Map;

/**
 * Where a network stands in its training: all that a backend needs to go on as if the training had
 * never been broken off. Plain numbers that hold no native memory. Immutable.
 *
 * @param steps how many steps the optimiser has made
 * @param batches how many batches were learned from, which is the step's number in {@link
 *     DropoutMask}; more than {@code steps} where gradients are accumulated
 * @param weights the network's weights
 * @param moments what the optimiser remembers of each weight that it moves, in the weight's shape:
 *     Adam and AdamW the running mean of its gradient, {@code mean.<weight>}, and that of the
 *     gradient's square, {@code variance.<weight>}; nothing for SGD and before the first step
 * @param carried what a network {@linkplain NetworkSpec#carriesState() carries} from the last batch
 *     of N sequences to the next: {@code hidden}, (layers, N, H), and for units with two
 *     {@linkplain io.github.ginestra.network.Cell#states() states} {@code cell}, of the same shape;
 *     nothing for other networks and before the first batch
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
   * Makes the state before the first step.
   *
   * @param initial the weights to begin with
   * @return a state that remembers nothing yet
   */
  public static TrainingState beginning(Weights initial) {
    return new TrainingState(0, 0, initial, NOTHING, NOTHING);
  }
}
