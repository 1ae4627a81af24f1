package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.WeightedSpec;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.List;
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
  private long batches;
  private boolean closed;

  /** A pass of which gradients are collected. */
  interface Pass<T> {
    /**
     * Makes the pass.
     *
     * @param manager what all its arrays belong to
     * @param collector is told the loss
     * @param batch the number of the batch, from 0
     */
    T make(NDManager manager, GradientCollector collector, long batch);
  }

  /**
   * Begins, or goes on.
   *
   * @param what what is in training, for the error message
   * @param threads how many threads a step may use
   * @throws IllegalArgumentException if the state does not fit
   */
  Training(
      String what,
      DjlEngine engine,
      int threads,
      WeightedSpec spec,
      TrainingState state,
      OptimizerSpec optimizer) {
    this.what = what;
    this.engine = engine;
    this.threads = threads;
    this.spec = spec;
    batches = state.batches();
    Weights weights = spec.check(state.weights());
    manager = engine.newManager();
    try {
      parameters = new Parameters(manager, weights);
      steps = new GradientSteps(optimizer, parameters.trainable(spec), state, manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** The recurrent kernel with the weights as they are now. */
  Kernel kernel() {
    return engine.kernel(spec, parameters);
  }

  /**
   * Makes one step along the mean of the gradients of one pass or several.
   *
   * @param shares how much each pass counts; their sum is 1
   */
  <T> List<T> step(double learningRate, List<Pass<T>> passes, double[] shares) {
    return engine.call(() -> makeStep(learningRate, passes, shares));
  }

  private <T> List<T> makeStep(double learningRate, List<Pass<T>> passes, double[] shares) {
    if (passes.size() == 1) {
      T result = collect(passes.get(0));
      steps.make(learningRate);
      return List.of(result);
    }
    try (NDManager sumManager = manager.newSubManager()) {
      List<T> results = new ArrayList<>();
      List<NDArray> sums = new ArrayList<>();
      for (int i = 0; i < shares.length; i++) {
        results.add(collect(passes.get(i)));
        steps.addGradients(shares[i], sums, sumManager);
      }
      steps.make(learningRate, sums);
      return results;
    }
  }

  private <T> T collect(Pass<T> pass) {
    try (NDManager passManager = manager.newSubManager()) {
      T result = engine.collect(threads, collector -> pass.make(passManager, collector, batches));
      batches++;
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
    return engine.call(() -> parameters.copy(spec));
  }

  /**
   * Copies where the training stands.
   *
   * @param carried what is carried on from batch to batch
   */
  TrainingState state(Weights carried) {
    Weights weights = weights();
    Weights moments = engine.call(steps::moments);
    return new TrainingState(steps.made(), batches, weights, moments, carried);
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
