package io.github.ginestra.classification;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training batches of each epoch. What an epoch's batches are depends on the seed and the
 * epoch's number alone, not on the epochs before it.
 */
final class Batcher {
  /** How many tokens two texts of one bucket may differ by, about. */
  private static final int BUCKET_NOISE = 8;

  /** How many tokens, padding included, a part of a batch may hold; one text may have more. */
  private static final int PART_TOKENS = 16_384;

  private final TextEncoder encoder;
  private final TrainingOptions options;
  private final double wordDropout;
  private final List<EncodedText> texts;
  private final int[] labels;
  private final float @Nullable [] labelWeights;

  /**
   * Over encoded examples.
   *
   * @param labels the label index of each text
   * @param labelWeights how much the texts of each label count, or null if all count alike
   */
  Batcher(
      TextEncoder encoder,
      TrainingOptions options,
      double wordDropout,
      List<EncodedText> texts,
      int[] labels,
      float @Nullable [] labelWeights) {
    this.encoder = encoder;
    this.options = options;
    this.wordDropout = wordDropout;
    this.texts = texts;
    this.labels = labels;
    this.labelWeights = labelWeights;
  }

  int batchesPerEpoch() {
    return (texts.size() + options.batchSize() - 1) / options.batchSize();
  }

  /** The batches of an epoch, as positions of texts. */
  List<int[]> order(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
    Collections.shuffle(order, random);
    if (options.bucketByLength()) {
      double[] keys = new double[texts.size()];
      Arrays.setAll(keys, i -> texts.get(i).length() + BUCKET_NOISE * random.nextDouble());
      order.sort(Comparator.comparingDouble(i -> keys[i]));
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += options.batchSize()) {
      int to = Math.min(order.size(), from + options.batchSize());
      batches.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  Batch batch(int[] positions, Random random) {
    List<EncodedText> chosen = new ArrayList<>(positions.length);
    for (int position : positions) {
      chosen.add(dropWords(texts.get(position), random));
    }
    int[] chosenLabels = Arrays.stream(positions).map(i -> labels[i]).toArray();
    return encoder.batch(chosen).targets(chosenLabels, weights(chosenLabels));
  }

  /**
   * Divides a batch of long texts into parts of at most {@value #PART_TOKENS} tokens, one text at
   * least: a step on all parts minimises the same loss, and needs the memory of one.
   */
  static List<Batch> parts(Batch batch) {
    List<Batch> parts = new ArrayList<>();
    int start = 0;
    int longest = 0;
    for (int n = 0; n < batch.size(); n++) {
      int widened = Math.max(longest, batch.lengths()[n]);
      if (n > start && (long) widened * (n + 1 - start) > PART_TOKENS) {
        parts.add(part(batch, start, n));
        start = n;
        widened = batch.lengths()[n];
      }
      longest = widened;
    }
    if (start == 0) {
      return List.of(batch);
    }
    parts.add(part(batch, start, batch.size()));
    return parts;
  }

  private static Batch part(Batch batch, int start, int end) {
    int[] lengths = Arrays.copyOfRange(batch.lengths(), start, end);
    int steps = Arrays.stream(lengths).max().orElseThrow();
    List<int[]> channels = new ArrayList<>();
    for (int[] ids : batch.channels()) {
      int[] some = new int[steps * lengths.length]; // (T, N)
      for (int t = 0; t < steps; t++) {
        System.arraycopy(ids, t * batch.size() + start, some, t * lengths.length, lengths.length);
      }
      channels.add(some);
    }
    Targets targets = batch.targets();
    return new Batch(
        lengths,
        channels,
        batch.continued(),
        targets == null ? null : targets.sequences(start, end));
  }

  /** Word dropout: makes some words unknown, so that the unknown word is learned. */
  private EncodedText dropWords(EncodedText text, Random random) {
    if (wordDropout == 0) {
      return text;
    }
    int[] ids = text.ids().clone();
    for (int t = 0; t < ids.length; t++) {
      if (ids[t] != Vocabulary.PADDING && random.nextDouble() < wordDropout) {
        ids[t] = Vocabulary.UNKNOWN;
      }
    }
    return new EncodedText(ids, text.cases(), text.features());
  }

  private float @Nullable [] weights(int[] chosenLabels) {
    if (labelWeights == null) {
      return null;
    }
    float[] weights = new float[chosenLabels.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = labelWeights[chosenLabels[i]];
    }
    return weights;
  }
}
