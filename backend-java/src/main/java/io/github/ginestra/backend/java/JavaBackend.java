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

/** The backend {@code java}: trains networks and runs them, in plain Java. */
public final class JavaBackend implements Backend {
  static final String NAME = "java";

  private final Kernels kernels;

  /** Called by {@link java.util.ServiceLoader}, or by who hands the backend over. */
  public JavaBackend() {
    this(Kernels.HERE);
  }

  private JavaBackend(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * A backend that does not use the Vector API even where this JVM has it, so that it computes what
   * a JVM without it does, to the last bit.
   *
   * @return the backend
   */
  public static JavaBackend withoutVectors() {
    return new JavaBackend(new PlainKernels());
  }

  /**
   * Whether this backend uses the Vector API, with which results have other last bits than without.
   *
   * @return {@code true} if the JVM has the module {@code jdk.incubator.vector}, and the backend
   *     was not made {@linkplain #withoutVectors without}
   */
  public boolean usesVectors() {
    return kernels.nameVectors();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.TRAINING,
        Capability.PLAIN_JAVA,
        Capability.QUANTIZATION,
        Capability.THREAD_INDEPENDENCE);
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
    requireProcessor(settings);
    return new JavaTrainableNetwork(spec, state, optimizer, seed, settings, kernels);
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    requireProcessor(settings);
    return new JavaNetwork(settings, spec, spec.checkFinite(weights), kernels);
  }
}
