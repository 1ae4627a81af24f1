package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.Weights;

/** A language network in training. */
final class DjlTrainableLanguageNetwork implements TrainableLanguageNetwork {
  private final DjlEngine engine;
  private final int threads;
  private final LanguageNetworkSpec spec;
  private final long seed;
  private final NDManager manager;
  private final Parameters parameters;
  private final GradientSteps steps;
  private final CarriedState trained;
  private final CarriedState measured;
  private long step;
  private boolean closed;

  DjlTrainableLanguageNetwork(
      DjlEngine engine,
      int threads,
      LanguageNetworkSpec spec,
      Weights initial,
      OptimizerSpec optimizer,
      long seed) {
    this.engine = engine;
    this.threads = threads;
    this.spec = spec;
    this.seed = seed;
    manager = engine.newManager();
    parameters = new Parameters(manager, initial);
    steps = new GradientSteps(optimizer, parameters.trainable(spec).values(), manager);
    trained = new CarriedState(spec.recurrent());
    measured = new CarriedState(spec.recurrent());
  }

  @Override
  public double step(SequenceBatch batch, double learningRate) {
    requireOpen();
    Batches.check(spec, batch);
    CountedSteps counted = CountedSteps.of(batch);
    if (counted.isEmpty()) {
      throw new IllegalArgumentException("the batch has no target to learn from");
    }
    RecurrentState state = trained.before(batch);
    try (NDManager stepManager = manager.newSubManager()) {
      double loss = collect(stepManager, batch, counted, state);
      steps.make(learningRate);
      step++;
      return loss;
    }
  }

  /** Loss and gradients of a batch; the state moves on. */
  private double collect(
      NDManager stepManager, SequenceBatch batch, CountedSteps counted, RecurrentState state) {
    return engine.collect(
        threads,
        collector -> {
          LanguageForward forward =
              new LanguageForward(
                  spec,
                  parameters,
                  stepManager,
                  Dropouts.ofStep(seed, step, spec.sameDropoutEachStep()),
                  true);
          NDArray loss = loss(forward, stepManager, batch, counted, state);
          collector.backward(loss);
          forward.moveOn(state);
          return loss.getFloat();
        });
  }

  @Override
  public double loss(SequenceBatch batch) {
    requireOpen();
    Batches.check(spec, batch);
    CountedSteps counted = CountedSteps.of(batch);
    RecurrentState state = measured.before(batch);
    return engine.score(threads, () -> measure(batch, counted, state));
  }

  /** The loss of a batch without dropout; the state moves on. */
  private double measure(SequenceBatch batch, CountedSteps counted, RecurrentState state) {
    try (NDManager lossManager = manager.newSubManager()) {
      LanguageForward forward =
          new LanguageForward(spec, parameters, lossManager, Dropouts.NONE, false);
      double loss =
          counted.isEmpty()
              ? warmUp(forward, batch, state)
              : loss(forward, lossManager, batch, counted, state).getFloat();
      forward.moveOn(state);
      return loss;
    }
  }

  /** Reads a batch of which nothing counts. */
  private static double warmUp(LanguageForward forward, SequenceBatch batch, RecurrentState state) {
    forward.read(batch.ids(), batch.size(), state);
    return 0;
  }

  private NDArray loss(
      LanguageForward forward,
      NDManager manager,
      SequenceBatch batch,
      CountedSteps counted,
      RecurrentState state) {
    NDArray outputs = counted.select(forward.read(batch.ids(), batch.size(), state));
    NDArray logProbabilities = forward.logits(outputs).logSoftmax(1); // (T'·N, V)
    NDArray targets = manager.create(counted.targets());
    NDArray told = logProbabilities.get(new NDIndex().addAllDim().addPickDim(targets));
    float[] shares = counted.shares();
    return told.mul(manager.create(shares, new Shape(shares.length, 1))).sum();
  }

  @Override
  public Weights weights() {
    requireOpen();
    return parameters.copy(spec);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the language network in training is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    manager.close();
  }
}
