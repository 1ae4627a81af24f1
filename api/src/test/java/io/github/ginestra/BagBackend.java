package io.github.ginestra;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend in plain Java for the tests of everything that stands before the border. Its networks
 * do not look at the order of the words: the mean of a text's vectors goes straight to the output
 * layer. But they really learn, and it remembers all that crossed the border.
 */
public final class BagBackend extends StubBackend {
  private static final List<BagBackend> STARTED = new ArrayList<>();

  public final List<Training> trainings = new ArrayList<>();
  public final List<Loaded> loaded = new ArrayList<>();
  public @Nullable BackendSettings settings;
  public boolean failsToLoad;

  public BagBackend() {
    this(Capability.TRAINING);
  }

  public BagBackend(Capability... capabilities) {
    super("bag", capabilities);
  }

  /** The one that was started last. */
  public static BagBackend last() {
    return STARTED.get(STARTED.size() - 1);
  }

  public Training training() {
    return trainings.get(trainings.size() - 1);
  }

  /** Whether nothing is left open. */
  public boolean isReleased() {
    return trainings.stream().allMatch(training -> training.closed)
        && loaded.stream().allMatch(network -> network.closed);
  }

  @Override
  public String start(BackendSettings settings) {
    settings.check(this);
    if (settings.device().kind() == Device.Kind.GPU) {
      throw new BackendException("a bag has no " + settings.device());
    }
    this.settings = settings;
    STARTED.add(this);
    return "Bag 1.0";
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    Training training = new Training(spec, state, optimizer, seed);
    trainings.add(training);
    return training;
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    if (failsToLoad) {
      throw new BackendException("no room");
    }
    Loaded network = new Loaded(spec, weights);
    loaded.add(network);
    return network;
  }

  /** A network in training, and what it was given. */
  public static final class Training implements TrainableNetwork {
    public final NetworkSpec spec;
    public final Weights initial;
    public final OptimizerSpec optimizer;
    public final long seed;
    public final List<Batch> batches = new ArrayList<>();
    public final List<Double> learningRates = new ArrayList<>();
    private final long before;
    private final Bag bag;
    private boolean closed;

    Training(NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
      this.spec = spec;
      this.initial = spec.check(state.weights());
      this.optimizer = optimizer;
      this.seed = seed;
      before = state.batches();
      bag = new Bag(spec, state);
    }

    @Override
    public double step(List<Batch> given, Loss loss, double learningRate) {
      batches.addAll(given);
      learningRates.add(learningRate);
      return bag.step(given, loss, learningRate);
    }

    @Override
    public double loss(Batch batch, Loss loss) {
      throw new UnsupportedOperationException("classifiers are measured by their scores");
    }

    @Override
    public TrainingState state() {
      return bag.state(before + batches.size());
    }

    /** How many texts were learned from in the first of the given number of steps. */
    public int texts(int steps) {
      return batches.stream().limit(steps).mapToInt(Batch::size).sum();
    }

    @Override
    public float[][] score(Batch batch) {
      return bag.score(batch);
    }

    @Override
    public Weights weights() {
      return bag.weights();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A trained network. */
  public static final class Loaded implements Network {
    public final NetworkSpec spec;
    public final Weights weights;
    private final Bag bag;
    public boolean scoresNaN;
    private boolean closed;

    Loaded(NetworkSpec spec, Weights weights) {
      this.spec = spec;
      this.weights = spec.check(weights);
      bag = new Bag(spec, weights);
    }

    @Override
    public float[][] score(Batch batch) {
      if (closed) {
        throw new IllegalStateException("the network is closed");
      }
      float[][] logits = bag.score(batch);
      if (scoresNaN) {
        logits[0][0] = Float.NaN;
      }
      return logits;
    }

    @Override
    public Stepper stepper() {
      throw new UnsupportedOperationException("a bag has no order");
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
