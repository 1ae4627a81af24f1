package io.github.ginestra.backend.contract;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small networks and batches for the tests. */
final class Fixtures {
  static final int WORDS = 11;
  static final int CASES = 4;

  private Fixtures() {}

  /** Every cell with one direction and both, and these depths. */
  static Stream<RecurrentSpec> recurrentSpecs(int units, int... depths) {
    List<RecurrentSpec> specs = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (boolean bidirectional : new boolean[] {false, true}) {
        for (int depth : depths) {
          specs.add(new RecurrentSpec(cell, units, bidirectional, depth, 0));
        }
      }
    }
    return specs.stream();
  }

  /** Words and letter cases. */
  static List<EmbeddingTable> channels() {
    return List.of(
        new EmbeddingTable("embedding", WORDS, 5, true),
        new EmbeddingTable("letter_case", CASES, 2, true));
  }

  /** Two channels, of words and letter cases, no dropout. */
  static NetworkSpec network(RecurrentSpec recurrent, Pooling pooling, int labels) {
    return network(recurrent, pooling, labels, 0);
  }

  /** Two channels, of words and letter cases, dropout everywhere but between the layers. */
  static NetworkSpec network(RecurrentSpec recurrent, Pooling pooling, int labels, double dropout) {
    return new NetworkSpec(
        channels(), dropout, recurrent, false, dropout, new Head.Pooled(pooling, labels));
  }

  /** Two channels, and one of three tags at each step, with this dropout everywhere. */
  static NetworkSpec tagger(RecurrentSpec recurrent, double dropout) {
    return new NetworkSpec(
        channels(),
        dropout,
        recurrent.dropoutBetweenLayers(dropout),
        false,
        dropout,
        new Head.PerStep(3, false));
  }

  /**
   * Every cell with one layer, whose numbers of units divided by 8, 16 or 32 leave every remainder
   * from 1 to 16, alone and after a whole block. Kernels treat remainders by code of their own.
   */
  static Stream<RecurrentSpec> unevenSizes() {
    return Stream.of(Cell.values())
        .flatMap(
            cell ->
                IntStream.concat(
                        IntStream.concat(IntStream.rangeClosed(1, 17), IntStream.of(31, 33, 39)),
                        IntStream.of(41, 48, 64, 80, 272))
                    .mapToObj(units -> new RecurrentSpec(cell, units, false, 1, 0)));
  }

  /** Weights with which no unit of a layer is saturated, however many there are. */
  static Weights moderateWeights(NetworkSpec spec) {
    return weights(spec, 17, 2 / Math.sqrt(spec.recurrent().units()));
  }

  static NetworkSpec spamLike() {
    return network(RecurrentSpec.gru(8).bidirectional(), Pooling.MAX, 2, 0.3);
  }

  /** A language model of {@link #WORDS} tokens, with the same dropout everywhere. */
  static NetworkSpec language(RecurrentSpec recurrent, double dropout) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", WORDS, 5, true)),
        dropout,
        recurrent.dropoutBetweenLayers(dropout),
        false,
        dropout,
        new Head.PerStep(WORDS, false));
  }

  /** N sequences of random tokens, each with a target. */
  static Batch sequences(long seed, int size, int steps, boolean continued) {
    Random random = new Random(seed);
    int[] ids = random.ints((long) size * steps, 0, WORDS).toArray();
    int[] targets = random.ints(ids.length, 0, WORDS).toArray();
    return Batch.of(size, ids, targets, continued);
  }

  /** Random tokens. */
  static int[] tokens(long seed, int count) {
    return new Random(seed).ints(count, 0, WORDS).toArray();
  }

  /** Weights uniform in ±{@code bound}. */
  static Weights weights(NetworkSpec spec, long seed, double bound) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach(
            (name, shape) -> {
              float[] values =
                  new float[shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return Weights.of(tensors);
  }

  static Weights weights(NetworkSpec spec) {
    return weights(spec, 17, 0.8);
  }

  /** A batch of random texts of these lengths; its padding holds random ids too. */
  static Batch batch(long seed, int... lengths) {
    Random random = new Random(seed);
    int size = lengths.length * IntStream.of(lengths).max().orElseThrow();
    return Batch.of(
        lengths,
        List.of(random.ints(size, 0, WORDS).toArray(), random.ints(size, 0, CASES).toArray()));
  }

  /** The same with random labels. */
  static Batch labelled(long seed, int labels, int... lengths) {
    return batch(seed, lengths)
        .targets(new Random(seed + 1).ints(lengths.length, 0, labels).toArray(), null);
  }

  /** The same with one of three tags at each step. */
  static Batch tagged(long seed, int... lengths) {
    Batch batch = batch(seed, lengths);
    int[] tags = new Random(seed + 1).ints((long) batch.steps() * lengths.length, 0, 3).toArray();
    for (int i = 0; i < tags.length; i++) {
      boolean padding = i / lengths.length >= lengths[i % lengths.length];
      tags[i] = padding ? Targets.NOT_COUNTED : tags[i];
    }
    return batch.targets(tags, null);
  }

  /** The texts of a batch at these positions, as a batch of their own. */
  static Batch select(Batch batch, int... positions) {
    int[] lengths = IntStream.of(positions).map(p -> batch.lengths()[p]).toArray();
    int steps = IntStream.of(lengths).max().orElseThrow();
    List<int[]> channels = new ArrayList<>();
    for (int[] ids : batch.channels()) {
      int[] selected = new int[steps * positions.length];
      for (int t = 0; t < steps; t++) {
        for (int n = 0; n < positions.length; n++) {
          selected[t * positions.length + n] = ids[t * batch.size() + positions[n]];
        }
      }
      channels.add(selected);
    }
    return Batch.of(lengths, channels);
  }

  /** The targets of a batch that has some. */
  static Targets targets(Batch batch) {
    return Checks.notNull(batch.targets(), "targets");
  }

  /** Makes one step on the cross-entropy of batches. */
  static double learn(TrainableNetwork network, double rate, Batch... batches) {
    return network.step(List.of(batches), Loss.SOFTMAX_CROSS_ENTROPY, rate);
  }

  /** Measures the cross-entropy of a batch. */
  static double measure(TrainableNetwork network, Batch batch) {
    return network.loss(batch, Loss.SOFTMAX_CROSS_ENTROPY);
  }

  /** An optimiser with the usual constants, without weight decay and clipping. */
  static OptimizerSpec optimizer(Method method) {
    return optimizer(method, 0, Double.POSITIVE_INFINITY);
  }

  static OptimizerSpec optimizer(Method method, double weightDecay, double clipNorm) {
    return new OptimizerSpec(method, 0.9, 0.999, 1e-8, weightDecay, clipNorm);
  }

  /** All values one after the other. */
  static float[] bits(Weights weights) {
    float[] all = new float[Math.toIntExact(weights.parameters())];
    int from = 0;
    for (String name : weights.names()) {
      float[] values = weights.get(name).values();
      System.arraycopy(values, 0, all, from, values.length);
      from += values.length;
    }
    return all;
  }
}
