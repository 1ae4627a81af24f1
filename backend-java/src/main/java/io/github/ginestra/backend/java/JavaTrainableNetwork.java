package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network in training. The same seed and data give the same bits, whatever the threads. */
final class JavaTrainableNetwork implements TrainableNetwork {
  private final NetworkSpec spec;
  private final long seed;
  private final CarriedStates trained;
  private final CarriedStates measured;
  private @Nullable Parts parts; // none once closed
  private long batches;

  /** What closing lets go. */
  private record Parts(TrainedWeights weights, WeightSteps steps, BatchPass pass, Team team) {}

  /**
   * Begins, or goes on.
   *
   * @throws IllegalArgumentException if the state does not fit
   * @throws IllegalStateException if the training does not fit into the heap
   */
  JavaTrainableNetwork(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings,
      Kernels kernels) {
    this.spec = spec;
    this.seed = seed;
    batches = state.batches();
    spec.check(state.weights());
    Memory.require("training the network " + spec, bytes(spec, optimizer));
    trained = CarriedStates.of(spec, state);
    measured = new CarriedStates(spec);
    Team team = new Team(settings.threads(), settings.executor());
    TrainedWeights weights =
        new TrainedWeights(spec, state.weights(), WeightSteps.remembers(optimizer));
    WeightSteps steps = new WeightSteps(optimizer, weights, state);
    parts = new Parts(weights, steps, new BatchPass(spec, weights, team, kernels), team);
  }

  /**
   * What the training needs before the first batch: of each weight the value, also the other way
   * round, the gradient and what the optimiser remembers.
   */
  private static long bytes(NetworkSpec spec, OptimizerSpec optimizer) {
    return spec.parameters() * Float.BYTES * (WeightSteps.remembers(optimizer) ? 5 : 3);
  }

  @Override
  public double step(List<Batch> given, Loss loss, double learningRate) {
    Parts open = open();
    if (given.isEmpty()) {
      throw new IllegalArgumentException("there is no batch to learn from");
    }
    double total = 0;
    for (Batch batch : given) {
      total += weight(spec.checkTargets(batch));
    }
    double sum = learn(open, given, loss, total);
    open.steps().make(learningRate, open.team());
    return sum;
  }

  /** Loss and gradients of all batches; where one fails, no gradient is left of those before it. */
  private double learn(Parts open, List<Batch> given, Loss loss, double total) {
    double sum = 0;
    try {
      for (Batch batch : given) {
        double share = spec.checkTargets(batch).weight() / total;
        sum += share * learn(open.pass(), batch, loss, share);
      }
    } catch (RuntimeException | Error e) {
      open.weights().clearGradients();
      throw e;
    }
    return sum;
  }

  private static double weight(Targets targets) {
    if (targets.counted() == 0) {
      throw new IllegalArgumentException("the batch has no target to learn from");
    }
    return targets.weight();
  }

  /** Loss and gradients of a batch, times its share; the carried state moves on. */
  private double learn(BatchPass pass, Batch batch, Loss loss, double share) {
    Targets targets = spec.checkTargets(batch);
    trained.check(batch);
    RowDropout dropout = new RowDropout(seed, batches, batch.size(), spec.sameDropoutEachStep());
    pass.forward(batch, trained, targets.firstStep(), targets.endStep(), dropout);
    double value = pass.loss(loss, targets, (float) share);
    pass.backward();
    pass.moveOn(batch, trained);
    batches++;
    return value;
  }

  @Override
  public double loss(Batch batch, Loss loss) {
    BatchPass pass = open().pass();
    Targets targets = spec.checkTargets(batch);
    measured.check(batch);
    pass.forward(batch, measured, targets.firstStep(), targets.endStep(), null);
    double value = targets.counted() == 0 ? 0 : pass.loss(loss, targets, 1);
    pass.moveOn(batch, measured);
    return value;
  }

  @Override
  public float[][] score(Batch batch) {
    BatchPass pass = open().pass();
    spec.checkScored(batch);
    pass.forward(batch, new CarriedStates(spec), 0, batch.steps(), null);
    return pass.logits();
  }

  @Override
  public Weights weights() {
    return open().weights().copy();
  }

  @Override
  public TrainingState state() {
    Parts open = open();
    return new TrainingState(
        open.steps().made(),
        batches,
        open.weights().copy(),
        open.steps().moments(),
        trained.copy());
  }

  private Parts open() {
    Parts open = parts;
    if (open == null) {
      throw new IllegalStateException("the network in training is closed");
    }
    return open;
  }

  @Override
  public void close() {
    parts = null;
  }
}
