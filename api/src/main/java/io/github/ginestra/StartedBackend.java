package io.github.ginestra;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingOptions;

/**
 * A backend whose engine runs, and how it is to run.
 *
 * @param engine name and version of the engine
 */
record StartedBackend(Backend backend, BackendSettings settings, String engine) {

  static StartedBackend start(Backend backend, BackendSettings settings) {
    return new StartedBackend(backend, settings, backend.start(settings));
  }

  TrainableNetwork train(NetworkSpec spec, TrainingState state, TrainingOptions options) {
    return backend.train(spec, state, options.optimizer(), options.seed(), settings);
  }

  Network load(NetworkSpec spec, Weights weights) {
    return backend.load(spec, weights, settings);
  }
}
