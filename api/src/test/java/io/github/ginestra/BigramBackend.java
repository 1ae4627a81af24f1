package io.github.ginestra;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend in plain Java for the tests of language models before the border. Its networks look at
 * the last token alone: the logits after token i are the column i of the output weight, which must
 * be as wide as there are tokens, and the bias. But they really learn, and it remembers all that
 * crossed the border.
 */
final class BigramBackend implements BackendProvider, Backend {
  final List<Training> trainings = new ArrayList<>();
  final List<Loaded> loaded = new ArrayList<>();
  boolean closed;

  /** Whether the answers of trained networks overflow although their weights are finite. */
  boolean overflows;

  @Override
  public String name() {
    return "bigram";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  @Override
  public Backend open(BackendSettings settings) {
    return this;
  }

  @Override
  public String description() {
    return "Bigram 1.0";
  }

  /** Whether nothing is left open. */
  boolean isReleased() {
    return closed
        && trainings.stream().allMatch(training -> training.closed)
        && loaded.stream().allMatch(network -> network.closed);
  }

  Training training() {
    return trainings.get(trainings.size() - 1);
  }

  Loaded network() {
    return loaded.get(loaded.size() - 1);
  }

  @Override
  public TrainableNetwork train(
      NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    throw new UnsupportedOperationException("has no classifiers");
  }

  @Override
  public Network load(NetworkSpec spec, Weights weights) {
    throw new UnsupportedOperationException("has no classifiers");
  }

  @Override
  public TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
    Training training = new Training(spec, state, optimizer, seed);
    trainings.add(training);
    return training;
  }

  @Override
  public LanguageNetwork load(LanguageNetworkSpec spec, Weights weights) {
    Loaded network = new Loaded(spec, weights);
    network.overflows = overflows;
    loaded.add(network);
    return network;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A network in training, and what it was given. Plain gradient descent. */
  static final class Training implements TrainableLanguageNetwork {
    final LanguageNetworkSpec spec;
    final Weights initial;
    private final TrainingState before;
    final OptimizerSpec optimizer;
    final long seed;
    final List<SequenceBatch> batches = new ArrayList<>();
    final List<SequenceBatch> measured = new ArrayList<>();
    final List<Double> learningRates = new ArrayList<>();
    private final float[] columns; // (V, H)
    private final float[] bias; // (V)
    boolean closed;

    Training(LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed) {
      this.spec = spec;
      initial = spec.check(state.weights());
      before = state;
      this.optimizer = optimizer;
      this.seed = seed;
      columns = initial.get(spec.outputWeightName()).values().clone();
      bias = initial.get("output.bias").values().clone();
    }

    @Override
    public double step(List<SequenceBatch> given, double learningRate) {
      batches.addAll(given);
      learningRates.add(learningRate);
      double loss = 0;
      for (SequenceBatch batch : given) {
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
          before.carried());
    }

    @Override
    public double loss(SequenceBatch batch) {
      measured.add(batch);
      return pass(batch, 0);
    }

    private double pass(SequenceBatch batch, double learningRate) {
      double loss = 0;
      int counted = batch.counted();
      for (int i = 0; i < batch.ids().length; i++) {
        int target = batch.targets()[i];
        if (target != SequenceBatch.NOT_COUNTED) {
          double[] p = Classification.softmax(logits(spec, columns, bias, batch.ids()[i]));
          loss -= Math.log(p[target]) / counted;
          for (int v = 0; learningRate > 0 && v < p.length; v++) {
            float step = (float) (learningRate / batch.size() * (p[v] - (v == target ? 1 : 0)));
            columns[v * spec.recurrent().units() + batch.ids()[i]] -= step;
          }
        }
      }
      return loss;
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
  static final class Loaded implements LanguageNetwork {
    final LanguageNetworkSpec spec;
    final AtomicInteger steps = new AtomicInteger();
    final AtomicInteger scored = new AtomicInteger();
    private final Weights weights;
    boolean overflows;
    volatile boolean closed;

    Loaded(LanguageNetworkSpec spec, Weights weights) {
      this.spec = spec;
      this.weights = spec.check(weights);
    }

    @Override
    public RecurrentState start() {
      return RecurrentState.zeros(spec.recurrent());
    }

    @Override
    public float[] step(RecurrentState state, int token) {
      requireOpen();
      steps.incrementAndGet();
      return read(state, token);
    }

    @Override
    public void step(RecurrentState state, int token, float[] logits) {
      System.arraycopy(step(state, token), 0, logits, 0, logits.length);
    }

    @Override
    public float[][] score(RecurrentState state, int[] tokens) {
      requireOpen();
      scored.addAndGet(tokens.length);
      float[][] rows = new float[tokens.length][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = read(state, tokens[t]);
      }
      return rows;
    }

    /** The state counts the tokens read. */
    private float[] read(RecurrentState state, int token) {
      state.hidden(0)[0]++;
      float[] logits =
          logits(
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

  private static float[] logits(
      LanguageNetworkSpec spec, float[] columns, float[] bias, int token) {
    float[] logits = new float[spec.outputs()];
    for (int v = 0; v < logits.length; v++) {
      logits[v] = columns[v * spec.recurrent().units() + token] + bias[v];
    }
    return logits;
  }
}
