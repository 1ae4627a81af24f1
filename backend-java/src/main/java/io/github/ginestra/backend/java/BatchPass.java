package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches on their way through a network in training, and back. Sequences are independent of each
 * other until the gradients of the weights are summed: each thread takes some lanes through all
 * layers, and then some rows of the weights, for which it sums over all tokens in one order. So the
 * number of threads changes no bit of the result.
 */
final class BatchPass {
  private final NetworkSpec spec;
  private final Team team;
  private final FirstInput tokens;
  private final List<LayerTraining> layers = new ArrayList<>();
  private final List<RowInput> between = new ArrayList<>(); // what each layer but the first reads
  private final HeadTraining head;
  private final List<Scratch> scratches = new ArrayList<>();
  private BatchRows rows = BatchRows.NONE;
  private int[] cuts = {}; // of the lanes, by task
  private @Nullable RowDropout dropout;
  private int reserved; // tokens of the largest batch so far

  BatchPass(NetworkSpec spec, TrainedWeights weights, Team team, Kernels kernels) {
    this.spec = spec;
    this.team = team;
    Products products = kernels.products();
    List<DirectionTraining> first = directions(0, products, weights);
    tokens = new FirstInput(spec, products, weights, first, team);
    RecurrentSpec recurrent = spec.recurrent();
    layers.add(new LayerTraining(recurrent.units(), tokens, first));
    for (int layer = 1; layer < recurrent.layers(); layer++) {
      List<DirectionTraining> directions = directions(layer, products, weights);
      RowInput below = new RowInput(products, directions, recurrent.outputSize(), true);
      between.add(below);
      layers.add(new LayerTraining(recurrent.units(), below, directions));
    }
    head = head(products, weights);
  }

  private List<DirectionTraining> directions(int layer, Products products, TrainedWeights weights) {
    List<DirectionTraining> directions = new ArrayList<>();
    for (int d = 0; d < spec.recurrent().directions(); d++) {
      directions.add(
          new DirectionTraining(spec.recurrent(), products, weights, NetworkSpec.suffix(layer, d)));
    }
    return directions;
  }

  private HeadTraining head(Products products, TrainedWeights weights) {
    OutputTraining output =
        new OutputTraining(
            products,
            weights.get(spec.outputWeightName()),
            weights.get("output.bias"),
            spec.head() instanceof Head.PerStep perStep && perStep.tied());
    LayerTraining last = layers.get(layers.size() - 1);
    int place = spec.recurrent().layers();
    return spec.head() instanceof Head.Pooled pooled
        ? new PooledTraining(pooled.pooling(), last, output, spec.outputDropout(), place)
        : new StepTraining(last, output, spec.outputDropout(), place);
  }

  /**
   * Reads a batch and computes the logits.
   *
   * @param carried the states before it, not changed
   * @param firstStep the first step that is answered, of heads at each step
   * @param endStep the step after the last
   * @param drops what is dropped, or null for nothing
   */
  void forward(
      Batch batch, CarriedStates carried, int firstStep, int endStep, @Nullable RowDropout drops) {
    rows = new BatchRows(batch);
    dropout = drops;
    reserve();
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).begin(rows, carried.before(batch, layer));
    }
    tokens.begin(rows, batch, drops);
    between.forEach(input -> input.begin(rows));
    head.begin(rows, firstStep, endStep, drops);
    cut();
    tokens.addTasks(team);
    team.run();
    byLanes(this::forward);
  }

  /** Moves the carried states on to the end of the batch, when the way back needs them no more. */
  void moveOn(Batch batch, CarriedStates carried) {
    carried.moveOn(batch, layers);
  }

  /**
   * Refuses a batch whose scratch would not fit into the heap. Scratch is kept, for as many tokens
   * as the largest batch had.
   */
  private void reserve() {
    if (rows.count() > reserved) {
      long more = (long) rows.count() - reserved;
      Memory.require(
          "a batch of " + rows.count() + " tokens in " + spec,
          more * floatsOfToken() * Float.BYTES);
      reserved = rows.count();
    }
  }

  /** About how many floats are kept of each token. */
  private long floatsOfToken() {
    RecurrentSpec recurrent = spec.recurrent();
    long gates = (long) recurrent.cell().gates() * recurrent.units();
    long units = (recurrent.cell() == Cell.GRU ? 2 : 1) * gates + 6L * recurrent.units();
    long layers = (long) recurrent.layers() * recurrent.directions() * units;
    CharacterEncoder encoder = spec.characters();
    long words = encoder == null ? 0 : 3L * encoder.filters();
    return layers + 2L * spec.inputSize() + words + (spec.isPerStep() ? 2L * spec.outputs() : 0);
  }

  /** Cuts the lanes into parts of about as many tokens, one for each thread. */
  private void cut() {
    int parts = Math.min(team.threads(), rows.lanes());
    cuts = new int[parts + 1];
    long seen = 0;
    int part = 1;
    for (int lane = 0; lane < rows.lanes(); lane++) {
      seen += rows.length(lane);
      while (part < parts && seen * parts >= (long) part * rows.count()) {
        cuts[part++] = lane + 1;
      }
    }
    cuts[parts] = rows.lanes();
    while (scratches.size() < parts) {
      scratches.add(new Scratch(spec.recurrent().units()));
    }
  }

  /** Work on some lanes. */
  private interface LaneWork {
    void run(int from, int to, Scratch scratch);
  }

  private void byLanes(LaneWork work) {
    team.run(
        cuts.length - 1,
        part -> {
          if (cuts[part] < cuts[part + 1]) {
            work.run(cuts[part], cuts[part + 1], scratches.get(part));
          }
        });
  }

  private void forward(int from, int to, Scratch scratch) {
    for (int layer = 0; layer < layers.size(); layer++) {
      if (layer > 0) {
        rise(layer, from, to, scratch);
      }
      layers.get(layer).forward(from, to, scratch);
    }
    head.forward(from, to, scratch);
  }

  /** Makes the outputs of the layer below the inputs of this one. */
  private void rise(int layer, int from, int to, Scratch scratch) {
    float[][] inputs = between.get(layer - 1).inputs();
    for (int t = 0; t < rows.steps(); t++) {
      for (int lane = from; lane < Math.min(to, rows.running(t)); lane++) {
        float[] input = inputs[rows.row(t, lane)];
        layers.get(layer - 1).copyOutput(t, lane, input);
        drop(input, layer, t, lane, scratch);
      }
    }
  }

  private void drop(float[] row, int layer, int step, int lane, Scratch scratch) {
    RecurrentSpec recurrent = spec.recurrent();
    RowDropout.apply(
        dropout,
        row,
        recurrent.outputSize(),
        recurrent.dropoutBetweenLayers(),
        layer,
        step,
        rows.place(lane),
        scratch);
  }

  /** The logits in the order of the batch; rows of padding are empty. */
  float[][] logits() {
    return head.logits();
  }

  /**
   * Computes the loss of the logits.
   *
   * @param share what its gradient is multiplied with
   */
  double loss(Loss loss, Targets targets, float share) {
    return head.loss(loss, targets, share, team);
  }

  /** Adds the gradients of the loss to those of the weights. */
  void backward() {
    byLanes(this::backward);
    head.addGradientTasks(team);
    layers.forEach(layer -> layer.addGradientTasks(team));
    team.run();
    tokens.addLastGradientTasks(team);
    team.run();
    tokens.backwardCharacters();
  }

  private void backward(int from, int to, Scratch scratch) {
    head.backward(from, to, scratch);
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      layers.get(layer).backward(from, to, scratch);
      if (layer > 0) {
        sink(layer, from, to, scratch);
      }
    }
  }

  /** Hands the gradients of this layer's inputs to the layer below. */
  private void sink(int layer, int from, int to, Scratch scratch) {
    float[][] gradients = between.get(layer - 1).gradients();
    for (int t = 0; t < rows.steps(); t++) {
      for (int lane = from; lane < Math.min(to, rows.running(t)); lane++) {
        float[] gradient = gradients[rows.row(t, lane)];
        drop(gradient, layer, t, lane, scratch);
        layers.get(layer - 1).takeGradient(t, lane, gradient);
      }
    }
  }
}
