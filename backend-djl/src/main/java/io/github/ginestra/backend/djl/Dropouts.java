package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.network.DropoutMask;

/** Applies dropout at the places that the network's specification lists. */
@FunctionalInterface
interface Dropouts {
  /** No dropout: for scoring. */
  Dropouts NONE = (values, rate, place) -> values;

  /**
   * Applies dropout at one place.
   *
   * @param values any shape
   * @param rate the fraction to drop, in [0, 1)
   * @param place the place's number
   */
  NDArray apply(NDArray values, double rate, int place);

  /**
   * The dropout of one training batch.
   *
   * @param batch the number of the batch, from 0
   * @param sameEachStep whether three-dimensional values share one mask over all time steps, their
   *     first dimension (variational dropout)
   */
  static Dropouts ofBatch(long seed, long batch, boolean sameEachStep) {
    return (values, rate, place) -> {
      if (rate == 0) {
        return values;
      }
      boolean same = sameEachStep && values.getShape().dimension() == 3;
      Shape shape = same ? values.getShape().slice(1) : values.getShape();
      float[] mask = DropoutMask.of(Math.toIntExact(shape.size()), rate, seed, batch, place);
      return values.mul(values.getManager().create(mask, shape));
    };
  }
}
