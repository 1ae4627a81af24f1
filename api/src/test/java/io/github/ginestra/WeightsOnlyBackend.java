package io.github.ginestra;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.Set;

/**
 * A backend without an engine: holds weights, and scores each text by the sum of its first tokens'
 * vectors, so that the answers depend on weights and ids.
 */
final class WeightsOnlyBackend implements BackendProvider, Backend {
  @Override
  public String name() {
    return "weights-only";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Backend open(BackendSettings settings) {
    return this;
  }

  @Override
  public String description() {
    return "no engine 1";
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    throw new UnsupportedOperationException("does not train");
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights) {
    spec.check(weights);
    return new Network() {
      @Override
      public float[][] score(EncodedBatch batch) {
        return WeightsOnlyBackend.score(spec, weights, batch);
      }

      @Override
      public Weights weights() {
        return weights;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    throw new UnsupportedOperationException("has no language networks");
  }

  @Override
  public LanguageNetwork load(LanguageNetworkSpec spec, Weights weights) {
    throw new UnsupportedOperationException("has no language networks");
  }

  private static float[][] score(NetworkSpec spec, Weights weights, EncodedBatch batch) {
    float[][] logits = new float[batch.size()][spec.outputs()];
    int dimension = spec.embeddings().get(0).dimension();
    float[] table = weights.get(spec.embeddings().get(0).weightName()).values();
    for (int n = 0; n < logits.length; n++) {
      for (int t = 0; t < batch.lengths()[n]; t++) {
        int id = batch.channels().get(0)[t * batch.size() + n];
        for (int l = 0; l < spec.outputs(); l++) {
          logits[n][l] += table[id * dimension + l % dimension];
        }
      }
    }
    return logits;
  }

  @Override
  public void close() {}
}
