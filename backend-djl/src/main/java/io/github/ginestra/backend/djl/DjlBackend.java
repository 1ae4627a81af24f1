package io.github.ginestra.backend.djl;

import io.github.ginestra.spi.Backend;
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

/** A backend on one of DJL's engines. */
public final class DjlBackend implements Backend {
  private final DjlEngine engine;
  private final BackendSettings settings;
  private volatile boolean closed;

  private DjlBackend(DjlEngine engine, BackendSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * Starts the engine, if it does not run yet.
   *
   * @param traits which engine, and what is particular to it
   * @param settings how it is to run
   * @return an open backend
   * @throws io.github.ginestra.spi.BackendException if the engine cannot be started, does not reach
   *     the device, or has no kernels that answer rightly there
   */
  public static DjlBackend open(EngineTraits traits, BackendSettings settings) {
    DjlEngine engine = DjlEngine.start(traits, settings.device());
    engine.checkScoring(1);
    return new DjlBackend(engine, settings);
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    prepareTraining();
    return new DjlTrainableNetwork(engine, settings.threads(), spec, state, optimizer, seed);
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights) {
    requireOpen();
    return new DjlNetwork(engine, spec, spec.checkFinite(weights));
  }

  @Override
  public TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    prepareTraining();
    return new DjlTrainableLanguageNetwork(
        engine, settings.threads(), spec, state, optimizer, seed);
  }

  @Override
  public LanguageNetwork load(LanguageNetworkSpec spec, Weights weights) {
    requireOpen();
    return new DjlLanguageNetwork(engine, spec, spec.checkFinite(weights));
  }

  private void prepareTraining() {
    requireOpen();
    engine.checkTraining(settings.threads());
    NativeHeap.keepFreedMemory();
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
