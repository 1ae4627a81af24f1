package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network in training. */
final class DjlTrainableNetwork implements TrainableNetwork {
  private final NetworkSpec spec;
  private final long seed;
  private final Training training;

  DjlTrainableNetwork(
      DjlEngine engine,
      int threads,
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed) {
    this.spec = spec;
    this.seed = seed;
    training = new Training("the network in training", engine, threads, spec, state, optimizer);
  }

  @Override
  public StepResult step(List<EncodedBatch> batches, double learningRate) {
    training.requireOpen();
    Batches.requireSome(batches);
    double total = batches.stream().mapToDouble(DjlTrainableNetwork::weight).sum();
    double[] shares = new double[batches.size()];
    List<Training.Pass<StepResult>> passes = new ArrayList<>();
    for (EncodedBatch batch : batches) {
      Batches.check(spec, batch);
      int[] labels = Batches.labels(spec, batch);
      shares[passes.size()] = weight(batch) / total;
      passes.add((manager, collector, number) -> learn(manager, collector, number, batch, labels));
    }
    List<StepResult> results = training.step(learningRate, passes, shares);
    double loss = 0;
    int correct = 0;
    for (int i = 0; i < shares.length; i++) {
      loss += shares[i] * results.get(i).loss();
      correct += results.get(i).correct();
    }
    return new StepResult((float) loss, correct);
  }

  /** How much the texts of a batch count together. */
  private static double weight(EncodedBatch batch) {
    float[] weights = batch.exampleWeights();
    if (weights == null) {
      return batch.size();
    }
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** Loss and gradients of a batch. */
  private StepResult learn(
      NDManager manager,
      GradientCollector collector,
      long number,
      EncodedBatch batch,
      int[] labels) {
    Dropouts dropouts = Dropouts.ofBatch(seed, number);
    NDArray logits = new Forward(spec, training.kernel(), manager, batch, dropouts).logits();
    NDArray loss = logits.logSoftmax(1).mul(targets(manager, batch, labels)).sum();
    collector.backward(loss);
    return new StepResult(loss.getFloat(), correct(logits.toFloatArray(), labels));
  }

  /**
   * What turns log-probabilities into the mean loss: minus each text's share, at its label, (N, L).
   */
  private NDArray targets(NDManager manager, EncodedBatch batch, int[] labels) {
    float[] weights = batch.exampleWeights();
    double total = weight(batch);
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
    return training.score(manager -> DjlNetwork.score(manager, spec, training.kernel(), batch));
  }

  @Override
  public Weights weights() {
    return training.weights();
  }

  @Override
  public TrainingState state() {
    return training.state(Weights.of(Map.of()));
  }

  @Override
  public void close() {
    training.close();
  }
}
