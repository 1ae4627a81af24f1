package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Docs;
import io.github.ginestra.internal.Library;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.Set;

/** The backend {@code java}: runs trained networks in plain Java. It does not train. */
public final class JavaBackend implements Backend {
  static final String NAME = "java";

  /** Called by {@link java.util.ServiceLoader}, or by who hands the backend over. */
  public JavaBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.QUANTIZATION);
  }

  @Override
  public String start(BackendSettings settings) {
    requireProcessor(settings);
    return "Ginestra "
        + Library.version()
        + " on Java "
        + System.getProperty("java.specification.version");
  }

  private static void requireProcessor(BackendSettings settings) {
    if (settings.device().kind() != Device.Kind.CPU) {
      throw new BackendException(
          "the backend "
              + NAME
              + " does not reach the device "
              + settings.device()
              + ": it runs on the processor alone. Name a backend that has natives for CUDA"
              + Docs.see("backends.md#gpu"));
    }
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    throw new UnsupportedOperationException(
        "the backend "
            + NAME
            + " runs trained models and cannot train: to train, add the dependency"
            + " io.github.ginestra:ginestra-backend-djl-pytorch or"
            + " io.github.ginestra:ginestra-backend-djl-mxnet"
            + Docs.see("backends.md#training"));
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    requireProcessor(settings);
    return new JavaNetwork(settings, spec, spec.checkFinite(weights));
  }
}
