package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.spi.DropoutMask;

/** What drops values at the places that {@link io.github.ginestra.spi.NetworkSpec} lists. */
@FunctionalInterface
interface Dropouts {
  /** Drops nothing: for scoring. */
  Dropouts NONE = (values, rate, place) -> values;

  /**
   * Drops values at one place.
   *
   * @param values any shape
   * @param rate the share to drop, in [0, 1)
   * @param place the place's number
   */
  NDArray apply(NDArray values, double rate, int place);

  /** The dropouts of one training step. */
  static Dropouts ofStep(long seed, long step) {
    return (values, rate, place) -> {
      if (rate == 0) {
        return values;
      }
      Shape shape = values.getShape();
      float[] mask = DropoutMask.of(Math.toIntExact(shape.size()), rate, seed, step, place);
      return values.mul(values.getManager().create(mask, shape));
    };
  }
}
