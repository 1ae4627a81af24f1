package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.Weights;

/** A network in training. */
final class DjlTrainableNetwork implements TrainableNetwork {
  private final DjlEngine engine;
  private final int threads;
  private final NetworkSpec spec;
  private final long seed;
  private final NDManager manager;
  private final Parameters parameters;
  private final GradientSteps steps;
  private long step;
  private boolean closed;

  DjlTrainableNetwork(
      DjlEngine engine,
      int threads,
      NetworkSpec spec,
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
  }

  @Override
  public StepResult step(EncodedBatch batch, double learningRate) {
    requireOpen();
    Batches.check(spec, batch);
    int[] labels = Batches.labels(spec, batch);
    try (NDManager stepManager = manager.newSubManager()) {
      StepResult result = collect(stepManager, batch, labels);
      steps.make(learningRate);
      step++;
      return result;
    }
  }

  /** Loss and gradients of a batch. */
  private StepResult collect(NDManager stepManager, EncodedBatch batch, int[] labels) {
    return engine.collect(
        threads,
        collector -> {
          NDArray logits =
              new Forward(spec, parameters, stepManager, batch, Dropouts.ofStep(seed, step), true)
                  .logits();
          NDArray loss = logits.logSoftmax(1).mul(targets(stepManager, batch, labels)).sum();
          collector.backward(loss);
          return new StepResult(loss.getFloat(), correct(logits.toFloatArray(), labels));
        });
  }

  /**
   * What turns log-probabilities into the mean loss: minus each text's share, at its label, (N, L).
   */
  private NDArray targets(NDManager stepManager, EncodedBatch batch, int[] labels) {
    float[] weights = batch.exampleWeights();
    double total = 0;
    for (int n = 0; n < labels.length; n++) {
      total += weights == null ? 1 : weights[n];
    }
    float[] targets = new float[labels.length * spec.outputs()];
    for (int n = 0; n < labels.length; n++) {
      double weight = weights == null ? 1 : weights[n];
      targets[n * spec.outputs() + labels[n]] = (float) (-weight / total);
    }
    return stepManager.create(targets, new Shape(labels.length, spec.outputs()));
  }

  private int correct(float[] logits, int[] labels) {
    int correct = 0;
    for (int n = 0; n < labels.length; n++) {
      int best = 0;
      for (int l = 1; l < spec.outputs(); l++) {
        if (logits[n * spec.outputs() + l] > logits[n * spec.outputs() + best]) {
          best = l;
        }
      }
      correct += best == labels[n] ? 1 : 0;
    }
    return correct;
  }

  @Override
  public float[][] score(EncodedBatch batch) {
    requireOpen();
    return engine.score(threads, () -> DjlNetwork.score(engine, manager, spec, parameters, batch));
  }

  @Override
  public Weights weights() {
    requireOpen();
    return parameters.copy(spec);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the network in training is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    manager.close();
  }
}
