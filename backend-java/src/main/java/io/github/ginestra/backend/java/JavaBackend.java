package io.github.ginestra.backend.java;

import io.github.ginestra.Device;
import io.github.ginestra.internal.Library;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;

/** Makes networks that score and generate. There is nothing to start and nothing to release. */
final class JavaBackend implements Backend {
  private final BackendSettings settings;
  private volatile boolean closed;

  private JavaBackend(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * Opens the backend.
   *
   * @throws BackendException if another device than the processor is wanted
   */
  static JavaBackend open(BackendSettings settings) {
    if (settings.device().kind() != Device.Kind.CPU) {
      throw new BackendException(
          "the backend "
              + JavaBackendProvider.NAME
              + " does not reach the device "
              + settings.device()
              + ": it runs on the processor alone. Name a backend that has natives for CUDA (see"
              + " docs/backends.md#gpu)");
    }
    return new JavaBackend(settings);
  }

  @Override
  public String description() {
    return "Ginestra "
        + Library.version()
        + " on Java "
        + System.getProperty("java.specification.version");
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    throw cannotTrain();
  }

  @Override
  public TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    throw cannotTrain();
  }

  private static UnsupportedOperationException cannotTrain() {
    return new UnsupportedOperationException(
        "the backend "
            + JavaBackendProvider.NAME
            + " runs trained models and cannot train: to train, add the dependency"
            + " io.github.ginestra:ginestra-backend-djl-pytorch or"
            + " io.github.ginestra:ginestra-backend-djl-mxnet (see docs/backends.md#training)");
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights) {
    requireOpen();
    return new JavaNetwork(settings, spec, spec.checkFinite(weights));
  }

  @Override
  public LanguageNetwork load(LanguageNetworkSpec spec, Weights weights) {
    requireOpen();
    return new JavaLanguageNetwork(settings, spec, spec.checkFinite(weights));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the backend is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
