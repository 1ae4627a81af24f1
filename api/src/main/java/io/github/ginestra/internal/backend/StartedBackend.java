package io.github.ginestra.internal.backend;

import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingOptions;

/**
 * A backend whose engine has been started, and its settings.
 *
 * @param engine name and version of the engine
 */
public record StartedBackend(Backend backend, BackendSettings settings, String engine) {

  public static StartedBackend start(Backend backend, BackendSettings settings) {
    return new StartedBackend(backend, settings, backend.start(settings));
  }

  public TrainableNetwork train(NetworkSpec spec, TrainingState state, TrainingOptions options) {
    return backend.train(spec, state, options.optimizer(), options.seed(), settings);
  }

  public Network load(NetworkSpec spec, Weights weights) {
    return backend.load(spec, weights, settings);
  }
}
