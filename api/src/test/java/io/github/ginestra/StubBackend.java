package io.github.ginestra;

import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.Set;

/** A backend that must not be used, but for what a test overrides. */
public class StubBackend implements Backend {
  private final String name;
  private final Set<Capability> capabilities;

  public StubBackend(String name, Capability... capabilities) {
    this.name = name;
    this.capabilities = Set.of(capabilities);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public String start(BackendSettings settings) {
    throw new AssertionError(name + " must not be started");
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    throw new AssertionError(name + " must not train");
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    throw new AssertionError(name + " must not load");
  }
}
