package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A language network in training. */
final class DjlTrainableLanguageNetwork implements TrainableLanguageNetwork {
  private final LanguageNetworkSpec spec;
  private final long seed;
  private final Training training;
  private final CarriedState trained;
  private final CarriedState measured;

  DjlTrainableLanguageNetwork(
      DjlEngine engine,
      int threads,
      LanguageNetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed) {
    this.spec = spec;
    this.seed = seed;
    trained = CarriedState.of(spec.recurrent(), state);
    measured = new CarriedState(spec.recurrent());
    training =
        new Training("the language network in training", engine, threads, spec, state, optimizer);
  }

  @Override
  public double step(List<SequenceBatch> batches, double learningRate) {
    training.requireOpen();
    Batches.requireSome(batches);
    double total = batches.stream().mapToDouble(SequenceBatch::counted).sum();
    double[] shares = new double[batches.size()];
    List<Training.Pass<Double>> passes = new ArrayList<>();
    for (SequenceBatch batch : batches) {
      Batches.check(spec, batch);
      CountedSteps counted = CountedSteps.of(batch);
      if (counted.isEmpty()) {
        throw new IllegalArgumentException("the batch has no target to learn from");
      }
      shares[passes.size()] = batch.counted() / total;
      passes.add((manager, collector, number) -> learn(manager, collector, number, batch, counted));
    }
    List<Double> losses = training.step(learningRate, passes, shares);
    return IntStream.range(0, shares.length).mapToDouble(i -> shares[i] * losses.get(i)).sum();
  }

  /** Loss and gradients of a batch; the state moves on. */
  private double learn(
      NDManager manager,
      GradientCollector collector,
      long number,
      SequenceBatch batch,
      CountedSteps counted) {
    RecurrentState state = trained.before(batch);
    Dropouts dropouts = Dropouts.ofBatch(seed, number, spec.sameDropoutEachStep());
    LanguageForward forward = new LanguageForward(spec, training.kernel(), manager, dropouts);
    NDArray loss = loss(forward, manager, batch, counted, state);
    collector.backward(loss);
    forward.moveOn(state);
    return loss.getFloat();
  }

  @Override
  public double loss(SequenceBatch batch) {
    training.requireOpen();
    Batches.check(spec, batch);
    CountedSteps counted = CountedSteps.of(batch);
    RecurrentState state = measured.before(batch);
    return training.score(manager -> measure(manager, batch, counted, state));
  }

  /** The loss of a batch without dropout; the state moves on. */
  private double measure(
      NDManager manager, SequenceBatch batch, CountedSteps counted, RecurrentState state) {
    LanguageForward forward = new LanguageForward(spec, training.kernel(), manager, Dropouts.NONE);
    double loss =
        counted.isEmpty()
            ? warmUp(forward, batch, state)
            : loss(forward, manager, batch, counted, state).getFloat();
    forward.moveOn(state);
    return loss;
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
    return training.weights();
  }

  @Override
  public TrainingState state() {
    return training.state(trained.copy());
  }

  @Override
  public void close() {
    training.close();
  }
}
