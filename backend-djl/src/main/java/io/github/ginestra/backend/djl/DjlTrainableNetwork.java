package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A network in training. */
final class DjlTrainableNetwork implements TrainableNetwork {
  private final DjlEngine engine;
  private final int threads;
  private final NetworkSpec spec;
  private final long seed;
  private final NDManager manager;
  private final Parameters parameters;
  private final GradientSteps steps;
  private final CarriedState trained;
  private final CarriedState measured;
  private long batchCount;
  private boolean closed;

  /**
   * Starts or resumes a training.
   *
   * @param threads how many threads a step may use
   * @throws IllegalArgumentException if the state does not fit
   */
  DjlTrainableNetwork(
      DjlEngine engine,
      int threads,
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed) {
    this.engine = engine;
    this.threads = threads;
    this.spec = spec;
    this.seed = seed;
    batchCount = state.batches();
    Weights weights = spec.check(state.weights());
    trained = CarriedState.of(spec, state);
    measured = new CarriedState(spec);
    manager = engine.newManager();
    try {
      parameters = new Parameters(manager, weights);
      steps = new GradientSteps(optimizer, parameters.trainable(spec), state, manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public double step(List<Batch> batches, Loss loss, double learningRate) {
    requireOpen();
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("there is no batch to learn from");
    }
    double total = 0;
    for (Batch batch : batches) {
      total += weight(spec.checkTargets(batch));
    }
    double all = total;
    return engine.call(() -> makeStep(batches, loss, learningRate, all));
  }

  private static double weight(Targets targets) {
    if (targets.counted() == 0) {
      throw new IllegalArgumentException("the batch has no target to learn from");
    }
    return targets.weight();
  }

  /**
   * Makes one optimizer step with the mean gradient of one batch, or of several (gradient
   * accumulation).
   */
  private double makeStep(List<Batch> batches, Loss loss, double learningRate, double total) {
    if (batches.size() == 1) {
      double value = learn(batches.get(0), loss);
      steps.make(learningRate);
      return value;
    }
    try (NDManager sumManager = manager.newSubManager()) {
      List<NDArray> sums = new ArrayList<>();
      double sum = 0;
      for (Batch batch : batches) {
        double fraction = spec.checkTargets(batch).weight() / total;
        sum += fraction * learn(batch, loss);
        steps.addGradients(fraction, sums, sumManager);
      }
      steps.make(learningRate, sums);
      return sum;
    }
  }

  /** Returns the loss of a batch, collects its gradients and updates the carried state. */
  private double learn(Batch batch, Loss loss) {
    try (NDManager pass = manager.newSubManager()) {
      double value = engine.collect(threads, collector -> learn(batch, loss, pass, collector));
      batchCount++;
      return value;
    }
  }

  private double learn(Batch batch, Loss loss, NDManager pass, GradientCollector collector) {
    Targets targets = spec.checkTargets(batch);
    Dropouts dropouts = Dropouts.ofBatch(seed, batchCount, spec.sameDropoutEachStep());
    ForwardPass forward =
        new ForwardPass(spec, kernel(), pass, batch, trained.before(batch), dropouts);
    NDArray logits = forward.logits(targets.firstStep(), targets.endStep());
    double value = batchLoss(loss, targets).backward(logits, pass, collector);
    forward.updateStates();
    return value;
  }

  private BatchLoss batchLoss(Loss loss, Targets targets) {
    boolean onEngine = spec.isPerStep() && loss == Loss.SOFTMAX_CROSS_ENTROPY;
    return new BatchLoss(loss, targets.steps(targets.firstStep(), targets.endStep()), onEngine);
  }

  @Override
  public double loss(Batch batch, Loss loss) {
    requireOpen();
    Targets targets = spec.checkTargets(batch);
    return score(
        pass -> {
          ForwardPass forward =
              new ForwardPass(spec, kernel(), pass, batch, measured.before(batch), Dropouts.NONE);
          double value = measure(forward, loss, targets, pass);
          forward.updateStates();
          return value;
        });
  }

  private double measure(ForwardPass forward, Loss loss, Targets targets, NDManager pass) {
    if (targets.counted() == 0) {
      forward.read();
      return 0;
    }
    NDArray logits = forward.logits(targets.firstStep(), targets.endStep());
    return batchLoss(loss, targets).value(logits, pass);
  }

  @Override
  public float[][] score(Batch batch) {
    requireOpen();
    spec.checkScored(batch);
    return score(pass -> DjlNetwork.score(pass, spec, kernel(), batch));
  }

  /** The recurrent kernel with the weights as they are now. */
  private RecurrentKernel kernel() {
    return engine.kernel(spec, parameters);
  }

  /** Runs a pass without gradients; it must attach all its arrays to the manager it is batches. */
  private <T> T score(Function<NDManager, T> pass) {
    try (NDManager passManager = manager.newSubManager()) {
      return engine.score(threads, () -> pass.apply(passManager));
    }
  }

  @Override
  public Weights weights() {
    requireOpen();
    return engine.call(() -> parameters.copy(spec));
  }

  @Override
  public TrainingState state() {
    Weights weights = weights();
    Weights moments = engine.call(steps::moments);
    return new TrainingState(steps.made(), batchCount, weights, moments, trained.copy());
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
