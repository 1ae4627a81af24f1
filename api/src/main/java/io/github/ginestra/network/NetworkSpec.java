package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Stepper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a network: inputs, recurrent layers, head. With N sequences of at most T
 * steps:
 *
 * <pre>
 * ids of each channel (T, N) ─ its embedding table ─┐ side by side (T, N, D)
 * words (T, N) ─ character encoder, if there is one ─┘
 *   ─ input dropout ─ recurrent layers (T, N, H·directions)
 *   ─ head: pooling (N, H·directions), or the T' steps with targets (T', N, H·directions)
 *   ─ output dropout ─ output.weight, output.bias ─▶ logits (N, L) or (T', N, L)
 * </pre>
 *
 * <p>One-hot input, the identity as a table, is {@link EmbeddingTable#oneHot} with {@link
 * Tensor#identity} as its weight.
 *
 * <p>Dropout masks come from {@link DropoutMask}. Place 0 is the input, values in the order (T, N,
 * D). Place l for 1 ≤ l &lt; layers is between layer l - 1 and layer l, in the order (T, N,
 * H·directions). Place {@code layers} is the input of the output layer: the pooled vectors, (N,
 * H·directions), or (T', N, H·directions), where T' are the steps from the {@linkplain
 * Targets#firstStep() first} to the {@linkplain Targets#endStep() last} one that has a target.
 * Masks with a time dimension also cover padding steps. With {@code sameDropoutEachStep}
 * (variational dropout) such a mask has one step only, (N, …), which is used for all steps.
 *
 * @param embeddings the channels' tables, in the channels' order; one or more, with distinct names
 * @param characters makes a vector of the characters of each word, which stands after the channels'
 *     vectors; null for none. Its table's name differs from those of the channels
 * @param inputDropout the fraction of input values dropped while training, in [0, 1)
 * @param recurrent the recurrent layers
 * @param sameDropoutEachStep variational dropout: whether a sequence's dropout masks are the same
 *     at each step of a batch (Gal and Ghahramani, 2016)
 * @param outputDropout the fraction of the head's inputs dropped while training, in [0, 1)
 * @param head how logits are computed from the last layer's output
 */
public record NetworkSpec(
    List<EmbeddingTable> embeddings,
    @Nullable CharacterEncoder characters,
    double inputDropout,
    RecurrentSpec recurrent,
    boolean sameDropoutEachStep,
    double outputDropout,
    Head head) {
  private static final String OUTPUT_WEIGHT = "output.weight";
  private static final String OUTPUT_BIAS = "output.bias";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range, two tables have the same name, or
   *     the weights are tied and the embedding table does not suit the output
   */
  public NetworkSpec {
    Checks.notNull(recurrent, "recurrent");
    Checks.notNull(head, "head");
    embeddings = List.copyOf(embeddings);
    if (embeddings.isEmpty()) {
      throw new IllegalArgumentException("embeddings must hold at least one table");
    }
    requireDistinctNames(tables(embeddings, characters));
    Checks.fraction(inputDropout, "inputDropout");
    Checks.fraction(outputDropout, "outputDropout");
    if (head instanceof Head.PerStep perStep && perStep.tied()) {
      perStep.checkTied(embeddings, recurrent);
    }
  }

  /**
   * A network without character encoder.
   *
   * @param embeddings the channels' tables, in the channels' order
   * @param inputDropout the fraction of input values dropped while training, in [0, 1)
   * @param recurrent the recurrent layers
   * @param sameDropoutEachStep variational dropout
   * @param outputDropout the fraction of the head's inputs dropped while training, in [0, 1)
   * @param head how logits are computed from the last layer's output
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NetworkSpec(
      List<EmbeddingTable> embeddings,
      double inputDropout,
      RecurrentSpec recurrent,
      boolean sameDropoutEachStep,
      double outputDropout,
      Head head) {
    this(embeddings, null, inputDropout, recurrent, sameDropoutEachStep, outputDropout, head);
  }

  private static List<EmbeddingTable> tables(
      List<EmbeddingTable> embeddings, @Nullable CharacterEncoder characters) {
    List<EmbeddingTable> tables = new ArrayList<>(embeddings);
    if (characters != null) {
      tables.add(characters.characters());
    }
    return Collections.unmodifiableList(tables);
  }

  /**
   * {@return all embedding tables: those of the channels, then that of the characters, if there is
   * one}
   */
  public List<EmbeddingTable> tables() {
    return tables(embeddings, characters);
  }

  private static void requireDistinctNames(List<EmbeddingTable> tables) {
    Set<String> names = new HashSet<>();
    for (EmbeddingTable table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException(
            "embeddings must have different names, but two are called \"" + table.name() + "\"");
      }
    }
  }

  /** {@return L, the number of logits of each output} */
  public int outputs() {
    return head.outputs();
  }

  /**
   * Returns whether the network has an output at each step.
   *
   * @return whether the head is {@link Head.PerStep}
   */
  public boolean isPerStep() {
    return head instanceof Head.PerStep;
  }

  /**
   * Returns whether the hidden state can be carried from one batch to a batch that continues it.
   *
   * @return whether the head is per step and the network reads in one direction
   */
  public boolean carriesState() {
    return isPerStep() && !recurrent.isBidirectional();
  }

  /**
   * Returns whether the network can be read token by token, by a {@link Stepper}.
   *
   * @return whether it carries a state, has one channel and reads no characters
   */
  public boolean isStepped() {
    return carriesState() && embeddings.size() == 1 && characters == null;
  }

  /**
   * {@return D, the width of the recurrent layers' input: the sum of the channels' dimensions and
   * the character encoder's filters}
   */
  public int inputSize() {
    int size = characters == null ? 0 : characters.filters();
    for (EmbeddingTable table : embeddings) {
      size += table.dimension();
    }
    return size;
  }

  /**
   * Returns the names and shapes of the network's weights, in their fixed order.
   *
   * <p>The names, layouts and gate orders are PyTorch's: {@code <table>.weight (V, D)} of each
   * channel, and those of the {@linkplain CharacterEncoder character encoder}. Then follow {@code
   * recurrent.weight_ih_l0 (G·H, D)}, {@code recurrent.weight_hh_l0 (G·H, H)}, {@code
   * recurrent.bias_ih_l0 (G·H)}, {@code recurrent.bias_hh_l0 (G·H)}, the same with {@code _reverse}
   * for the backward direction, the same with {@code _l1}, … for the layers above. The last are
   * {@code output.weight (L, H·directions)}, unless it is tied, and {@code output.bias (L)}. Gate
   * order: LSTM i, f, g, o; GRU r, z, n.
   *
   * @return name → shape, in the fixed order
   */
  public Map<String, List<Integer>> weightShapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (EmbeddingTable table : embeddings) {
      shapes.put(table.weightName(), List.of(table.rows(), table.dimension()));
    }
    if (characters != null) {
      shapes.putAll(characters.weightShapes());
    }
    shapes.putAll(recurrent.weightShapes(inputSize()));
    shapes.putIfAbsent(outputWeightName(), List.of(outputs(), recurrent.outputSize()));
    shapes.put(OUTPUT_BIAS, List.of(outputs()));
    return Collections.unmodifiableMap(shapes);
  }

  /** {@return how many floats the weights hold} */
  public long parameters() {
    return weightShapes().values().stream()
        .mapToLong(shape -> shape.stream().mapToLong(extent -> extent).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /**
   * Returns the name of the weight of the output layer.
   *
   * @return {@code "output.weight"}, or the embedding table's name if the weights are tied
   */
  public String outputWeightName() {
    return head instanceof Head.PerStep perStep && perStep.tied()
        ? embeddings.get(0).weightName()
        : OUTPUT_WEIGHT;
  }

  /**
   * Returns the suffix of the recurrent weights of one layer and direction.
   *
   * @param layer from 0
   * @param direction 0 forward, 1 backward
   * @return for example {@code "_l0"}, {@code "_l1_reverse"}
   */
  public static String suffix(int layer, int direction) {
    return "_l" + layer + (direction == 1 ? "_reverse" : "");
  }

  /**
   * Checks that weights fit this network.
   *
   * @param weights the weights
   * @return {@code weights}
   * @throws IllegalArgumentException if a weight is missing, is one too many or has another shape;
   *     the message names it
   */
  public Weights check(Weights weights) {
    Map<String, List<Integer>> expected = weightShapes();
    expected.forEach(
        (name, shape) -> {
          if (!weights.contains(name)) {
            throw new IllegalArgumentException("weight " + name + " " + shape + " is missing");
          }
          if (!weights.get(name).shape().equals(shape)) {
            throw new IllegalArgumentException(
                "weight " + name + " has shape " + weights.get(name).shape() + ", not " + shape);
          }
        });
    for (String name : weights.names()) {
      if (!expected.containsKey(name)) {
        throw new IllegalArgumentException("weight " + name + " is not of this network");
      }
    }
    return weights;
  }

  /**
   * Checks that weights fit this network and are finite, as a {@link Backend} requires to load
   * them.
   *
   * @param weights the weights
   * @return {@code weights}
   * @throws IllegalArgumentException if they do not {@linkplain #check(Weights) fit}, or a value is
   *     NaN or infinite; the message names the weight, the value and its index
   */
  public Weights checkFinite(Weights weights) {
    for (String name : check(weights).names()) {
      weights.get(name).requireFinite(name);
    }
    return weights;
  }

  /**
   * Checks that a batch suits this network, before a native kernel could crash or return garbage.
   *
   * @param batch sequences
   * @throws IllegalArgumentException if there are not as many channels as embedding tables, or an
   *     id is not in its table. Also if the batch has words and the network no character encoder or
   *     the other way round, or the batch is continued and the network carries no state
   */
  public void check(Batch batch) {
    if (batch.channels().size() != embeddings.size()) {
      throw new IllegalArgumentException(
          "the batch has "
              + batch.channels().size()
              + " channels, the network "
              + embeddings.size());
    }
    for (int c = 0; c < embeddings.size(); c++) {
      EmbeddingTable table = embeddings.get(c);
      requireRange("ids of channel " + table.name(), batch.channels().get(c), 0, table.rows());
    }
    CharacterEncoder.check(characters, batch.words());
    if (batch.continued() && !carriesState()) {
      throw new IllegalArgumentException(
          "the batch is continued, but the network (" + this + ") carries no state");
    }
  }

  /**
   * Checks that a batch suits this network and is not continued.
   *
   * @param batch sequences to be scored
   * @throws IllegalArgumentException if it does not, or is continued
   */
  public void checkScored(Batch batch) {
    check(batch);
    if (batch.continued()) {
      throw new IllegalArgumentException("a batch that is scored must not be continued");
    }
  }

  /**
   * Checks that a batch suits this network and has targets.
   *
   * @param batch sequences to be learned from or measured
   * @return the targets: (N), or (T, N) if the network answers at each step
   * @throws IllegalArgumentException if it does not, there are none, there are not as many as
   *     answers, or one is out of its range
   */
  public Targets checkTargets(Batch batch) {
    check(batch);
    Targets targets = batch.targets();
    if (targets == null) {
      throw new IllegalArgumentException("the batch has no targets to learn from");
    }
    int rows = isPerStep() ? batch.steps() * batch.size() : batch.size();
    if (targets.rows() != rows) {
      throw new IllegalArgumentException(
          "targets (" + targets.rows() + ") must number " + rows + ", one for each answer");
    }
    requireRange("targets", targets.ids(), isPerStep() ? Targets.NOT_COUNTED : 0, outputs());
    int[][] sets = targets.sets();
    for (int n = 0; sets != null && n < sets.length; n++) {
      requireRange("targets", sets[n], 0, outputs());
    }
    return targets;
  }

  /**
   * Checks tokens that a {@link Stepper} is to read.
   *
   * @param tokens tokens of the only channel
   * @throws IllegalArgumentException if one is not in [0, V)
   */
  public void checkTokens(int[] tokens) {
    requireRange("tokens", tokens, 0, embeddings.get(0).rows());
  }

  /**
   * Checks the arguments of a step of a {@link Stepper}.
   *
   * @param token a token of the only channel
   * @param logits the array for the result
   * @throws IllegalArgumentException if the token is not in [0, V), or the logits are not L
   */
  public void checkStep(int token, float[] logits) {
    requireRange("tokens", token, 0, embeddings.get(0).rows());
    if (logits.length != outputs()) {
      throw new IllegalArgumentException(
          "logits (" + logits.length + " of them) must be " + outputs());
    }
  }

  static void requireRange(String what, int[] values, int first, int end) {
    for (int value : values) {
      requireRange(what, value, first, end);
    }
  }

  private static void requireRange(String what, int value, int first, int end) {
    if (value < first || value >= end) {
      throw new IllegalArgumentException(
          what + " (" + value + ") must be in [" + first + ", " + end + ")");
    }
  }

  /**
   * Returns a readable description of the network.
   *
   * @return for example {@code "BiGRU(64), max pooling, 2 outputs"}
   */
  @Override
  public String toString() {
    return recurrent + ", " + head;
  }
}
