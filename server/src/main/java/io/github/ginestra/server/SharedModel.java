package io.github.ginestra.server;

import io.github.ginestra.model.TrainedModel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that several requests use at once. Once retired, it is closed when the last of them has
 * released it.
 */
final class SharedModel implements AutoCloseable {
  private final TrainedModel model;
  private final boolean owned;
  private final AtomicInteger users = new AtomicInteger(1); // the first is whoever retires it

  /**
   * Shares a model.
   *
   * @param owned whether it is closed in the end
   */
  SharedModel(TrainedModel model, boolean owned) {
    this.model = model;
    this.owned = owned;
  }

  TrainedModel model() {
    return model;
  }

  /**
   * Uses the model until {@link #close()} is called once for it.
   *
   * @return whether that is possible; not after it was closed
   */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Ends one use. */
  @Override
  public void close() {
    if (users.decrementAndGet() == 0 && owned) {
      model.close();
    }
  }
}
