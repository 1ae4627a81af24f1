package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.Weights;

/** A network in training. */
final class DjlTrainableNetwork implements TrainableNetwork {
  private final NetworkSpec spec;
  private final long seed;
  private final Training training;

  DjlTrainableNetwork(
      DjlEngine engine,
      int threads,
      NetworkSpec spec,
      Weights initial,
      OptimizerSpec optimizer,
      long seed) {
    this.spec = spec;
    this.seed = seed;
    training = new Training("the network in training", engine, threads, spec, initial, optimizer);
  }

  @Override
  public StepResult step(EncodedBatch batch, double learningRate) {
    training.requireOpen();
    Batches.check(spec, batch);
    int[] labels = Batches.labels(spec, batch);
    return training.step(
        learningRate, (manager, collector, step) -> learn(manager, collector, step, batch, labels));
  }

  /** Loss and gradients of a batch. */
  private StepResult learn(
      NDManager manager, GradientCollector collector, long step, EncodedBatch batch, int[] labels) {
    Dropouts dropouts = Dropouts.ofStep(seed, step);
    NDArray logits =
        new Forward(spec, training.parameters(), manager, batch, dropouts, true).logits();
    NDArray loss = logits.logSoftmax(1).mul(targets(manager, batch, labels)).sum();
    collector.backward(loss);
    return new StepResult(loss.getFloat(), correct(logits.toFloatArray(), labels));
  }

  /**
   * What turns log-probabilities into the mean loss: minus each text's share, at its label, (N, L).
   */
  private NDArray targets(NDManager manager, EncodedBatch batch, int[] labels) {
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
    return manager.create(targets, new Shape(labels.length, spec.outputs()));
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
    training.requireOpen();
    Batches.check(spec, batch);
    return training.score(manager -> DjlNetwork.score(manager, spec, training.parameters(), batch));
  }

  @Override
  public Weights weights() {
    return training.weights();
  }

  @Override
  public void close() {
    training.close();
  }
}
