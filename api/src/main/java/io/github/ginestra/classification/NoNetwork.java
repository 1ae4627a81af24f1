package io.github.ginestra.classification;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.Stepper;
import java.util.Map;

/**
 * In the place of a network, in a classifier that is its linear path alone: every logit is 0.
 *
 * @param labels L, how many labels there are
 */
record NoNetwork(int labels) implements Network {
  @Override
  public float[][] score(Batch batch) {
    return new float[batch.size()][labels];
  }

  @Override
  public Stepper stepper() {
    throw new UnsupportedOperationException("a linear path does not read token by token");
  }

  @Override
  public Weights weights() {
    return Weights.of(Map.of());
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
