package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.WeightedSpec;
import io.github.ginestra.spi.Weights;
import java.util.function.Function;

/**
 * What all networks in training have in common: weights that move, step after step, until it is
 * closed.
 */
final class Training {
  private final String what;
  private final DjlEngine engine;
  private final int threads;
  private final WeightedSpec spec;
  private final NDManager manager;
  private final Parameters parameters;
  private final GradientSteps steps;
  private long made;
  private boolean closed;

  /** A pass of which gradients are collected. */
  interface Pass<T> {
    /**
     * Makes the pass.
     *
     * @param manager what all its arrays belong to
     * @param collector is told the loss
     * @param step the step's number, from 0
     */
    T make(NDManager manager, GradientCollector collector, long step);
  }

  /**
   * Begins.
   *
   * @param what what is in training, for the error message
   * @param threads how many threads a step may use
   */
  Training(
      String what,
      DjlEngine engine,
      int threads,
      WeightedSpec spec,
      Weights initial,
      OptimizerSpec optimizer) {
    this.what = what;
    this.engine = engine;
    this.threads = threads;
    this.spec = spec;
    manager = engine.newManager();
    try {
      parameters = new Parameters(manager, initial);
      steps = new GradientSteps(optimizer, parameters.trainable(spec).values(), manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  Parameters parameters() {
    return parameters;
  }

  /** Makes a pass, then one step along its gradients. */
  <T> T step(double learningRate, Pass<T> pass) {
    try (NDManager stepManager = manager.newSubManager()) {
      T result = engine.collect(threads, collector -> pass.make(stepManager, collector, made));
      steps.make(learningRate);
      made++;
      return result;
    }
  }

  /** Makes a pass without gradients; all its arrays belong to the manager it is given. */
  <T> T score(Function<NDManager, T> pass) {
    try (NDManager passManager = manager.newSubManager()) {
      return engine.score(threads, () -> pass.apply(passManager));
    }
  }

  Weights weights() {
    requireOpen();
    return parameters.copy(spec);
  }

  /**
   * Refuses what comes too late.
   *
   * @throws IllegalStateException if it is closed
   */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(what + " is closed");
    }
  }

  void close() {
    closed = true;
    manager.close();
  }
}
