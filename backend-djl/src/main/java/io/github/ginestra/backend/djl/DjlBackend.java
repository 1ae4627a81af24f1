package io.github.ginestra.backend.djl;

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

/** A backend on one of DJL's engines. */
public abstract class DjlBackend implements Backend {
  private final String name;
  private final EngineTraits traits;

  /**
   * For an engine, which is started by the first call that needs it.
   *
   * @param name the backend's name
   * @param traits the engine and its particularities
   */
  protected DjlBackend(String name, EngineTraits traits) {
    this.name = name;
    this.traits = traits;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  @Override
  public final String start(BackendSettings settings) {
    return engine(settings).description();
  }

  /**
   * Returns the engine, after starting it if necessary.
   *
   * @throws io.github.ginestra.spi.BackendException if it cannot be started, does not reach the
   *     device, or has no correct kernels there
   */
  private DjlEngine engine(BackendSettings settings) {
    settings.check(this);
    DjlEngine engine = DjlEngine.start(traits, settings.device());
    engine.checkScoring(1);
    return engine;
  }

  @Override
  public final TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    DjlEngine engine = engine(settings);
    engine.checkTraining(settings.threads());
    NativeHeap.keepFreedMemory();
    return new DjlTrainableNetwork(engine, settings.threads(), spec, state, optimizer, seed);
  }

  @Override
  public final Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    return new DjlNetwork(engine(settings), spec, spec.checkFinite(weights));
  }
}
