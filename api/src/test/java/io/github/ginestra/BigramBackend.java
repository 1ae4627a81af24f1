package io.github.ginestra;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend in plain Java for the tests of language models before the border. Its networks look at
 * the last token alone: the logits after token i are the column i of the output weight, which must
 * be as wide as there are tokens, and the bias. But they really learn, and it remembers all that
 * crossed the border.
 */
public final class BigramBackend extends StubBackend {
  public final List<Training> trainings = new ArrayList<>();
  public final List<Loaded> loaded = new ArrayList<>();

  /** Whether the answers of trained networks overflow although their weights are finite. */
  public boolean overflows;

  /** Whether networks in training carry no state. */
  public boolean forgets;

  public BigramBackend() {
    super("bigram", Capability.TRAINING);
  }

  @Override
  public String start(BackendSettings settings) {
    return "Bigram 1.0";
  }

  /** Whether nothing is left open. */
  public boolean isReleased() {
    return trainings.stream().allMatch(training -> training.closed)
        && loaded.stream().allMatch(network -> network.closed);
  }

  public Training training() {
    return trainings.get(trainings.size() - 1);
  }

  public Loaded network() {
    return loaded.get(loaded.size() - 1);
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings) {
    Training training = new Training(spec, state, optimizer, seed);
    training.forgets = forgets;
    trainings.add(training);
    return training;
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
    Loaded network = new Loaded(spec, weights);
    network.overflows = overflows;
    loaded.add(network);
    return network;
  }

  /** A network in training, and what it was given. Plain gradient descent. */
  public static final class Training implements TrainableNetwork {
    public final NetworkSpec spec;
    public final Weights initial;
    private final TrainingState before;
    public final OptimizerSpec optimizer;
    public final long seed;
    public final List<Batch> batches = new ArrayList<>();
    public final List<Batch> measured = new ArrayList<>();
    public final List<Double> learningRates = new ArrayList<>();
    private final float[] columns; // (V, H)
    private final float[] bias; // (V)
    public boolean closed;
    boolean forgets;

    Training(NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
      this.spec = spec;
      initial = spec.check(state.weights());
      before = state;
      this.optimizer = optimizer;
      this.seed = seed;
      columns = initial.get(spec.outputWeightName()).values().clone();
      bias = initial.get("output.bias").values().clone();
    }

    @Override
    public double step(List<Batch> given, Loss function, double learningRate) {
      batches.addAll(given);
      learningRates.add(learningRate);
      double loss = 0;
      for (Batch batch : given) {
        loss += pass(batch, learningRate / given.size()) / given.size();
      }
      return loss;
    }

    @Override
    public TrainingState state() {
      return new TrainingState(
          before.steps() + learningRates.size(),
          before.batches() + batches.size(),
          weights(),
          before.moments(),
          carried());
    }

    /** Nothing that counts, in the form in which networks carry states. */
    private Weights carried() {
      if (batches.isEmpty() || forgets) {
        return before.carried();
      }
      int size = batches.get(batches.size() - 1).size();
      return Weights.of(Map.of("hidden", new Tensor(List.of(1, size, 1), new float[size])));
    }

    @Override
    public double loss(Batch batch, Loss function) {
      measured.add(batch);
      return pass(batch, 0);
    }

    private double pass(Batch batch, double learningRate) {
      int[] ids = batch.channels().get(0);
      Targets targets = spec.checkTargets(batch);
      double loss = 0;
      for (int i = 0; i < ids.length; i++) {
        int target = targets.ids()[i];
        if (targets.isCounted(i)) {
          double[] p = Softmax.probabilities(logits(spec, columns, bias, ids[i]), 1);
          loss -= Math.log(p[target]) / targets.counted();
          for (int v = 0; learningRate > 0 && v < p.length; v++) {
            float step = (float) (learningRate / batch.size() * (p[v] - (v == target ? 1 : 0)));
            columns[v * spec.recurrent().units() + ids[i]] -= step;
          }
        }
      }
      return loss;
    }

    @Override
    public float[][] score(Batch batch) {
      throw new UnsupportedOperationException("language models are measured by their loss");
    }

    @Override
    public Weights weights() {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      initial.names().forEach(name -> tensors.put(name, initial.get(name)));
      tensors.computeIfPresent(
          spec.outputWeightName(), (name, old) -> new Tensor(old.shape(), columns.clone()));
      return Weights.of(tensors);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A trained network; it counts what it reads. */
  public static final class Loaded implements Network, Stepper {
    public final NetworkSpec spec;
    public final AtomicInteger steps = new AtomicInteger();
    public final AtomicInteger scored = new AtomicInteger();
    private final Weights weights;
    public boolean overflows;
    public volatile boolean closed;

    Loaded(NetworkSpec spec, Weights weights) {
      this.spec = spec;
      this.weights = spec.check(weights);
    }

    @Override
    public Stepper stepper() {
      return this;
    }

    /** Nothing: only the last token counts. */
    private record Nothing() implements State {
      @Override
      public State copy() {
        return this;
      }
    }

    @Override
    public State start() {
      return new Nothing();
    }

    @Override
    public void step(State state, int token, float[] logits) {
      requireOpen();
      steps.incrementAndGet();
      System.arraycopy(logits(token), 0, logits, 0, logits.length);
    }

    @Override
    public float[][] score(State state, int[] tokens) {
      requireOpen();
      scored.addAndGet(tokens.length);
      float[][] rows = new float[tokens.length][];
      Arrays.setAll(rows, t -> logits(tokens[t]));
      return rows;
    }

    @Override
    public float[][] score(Batch batch) {
      throw new UnsupportedOperationException("language models read token by token");
    }

    private float[] logits(int token) {
      float[] logits =
          BigramBackend.logits(
              spec,
              weights.get(spec.outputWeightName()).values(),
              weights.get("output.bias").values(),
              token);
      if (overflows) {
        logits[token] = Float.POSITIVE_INFINITY;
      }
      return logits;
    }

    @Override
    public Weights weights() {
      requireOpen();
      return weights;
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("the network is closed");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static float[] logits(NetworkSpec spec, float[] columns, float[] bias, int token) {
    float[] logits = new float[spec.outputs()];
    for (int v = 0; v < logits.length; v++) {
      logits[v] = columns[v * spec.recurrent().units() + token] + bias[v];
    }
    return logits;
  }
}
