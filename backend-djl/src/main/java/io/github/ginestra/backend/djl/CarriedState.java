package io.github.ginestra.backend.djl;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import org.jspecify.annotations.Nullable;

/**
 * What is carried from one batch of N sequences to the next. It is kept in plain Java floats, which
 * hold neither native memory nor a gradient.
 */
final class CarriedState {
  private final RecurrentSpec recurrent;
  private @Nullable RecurrentState state;
  private int size;

  CarriedState(RecurrentSpec recurrent) {
    this.recurrent = recurrent;
  }

  /**
   * The state before a batch, to be moved on by the pass: zeros, unless the batch is continued. The
   * state of N sequences is that of layers N times as wide.
   *
   * @throws IllegalArgumentException if there is nothing to be continued
   */
  RecurrentState before(SequenceBatch batch) {
    RecurrentState before = state;
    if (batch.continued()) {
      if (before == null || size != batch.size()) {
        throw new IllegalArgumentException(
            "the batch of "
                + batch.size()
                + " sequences is continued, but there is "
                + (before == null ? "none" : "one of " + size)
                + " before it");
      }
      return before;
    }
    size = batch.size();
    before =
        RecurrentState.zeros(
            new RecurrentSpec(
                recurrent.cell(),
                Math.multiplyExact(size, recurrent.units()),
                false,
                recurrent.layers(),
                0));
    state = before;
    return before;
  }
}
