package io.github.ginestra.classification;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The training batches of each epoch. What an epoch's batches are depends on the seed and the
 * epoch's number alone, not on the epochs before it.
 */
final class Batcher {
  private final TextEncoder encoder;
  private final TrainingOptions options;
  private final double wordDropout;
  private final List<EncodedText> texts;
  private final int[] labels;
  private final int @Nullable [][] sets;
  private final float @Nullable [] labelWeights;

  /**
   * Over encoded examples.
   *
   * @param labels the label index of each text
   * @param sets the label indices of each text that may have several or none; null if each has one
   * @param labelWeights how much the texts of each label count, or null if all count alike
   */
  Batcher(
      TextEncoder encoder,
      TrainingOptions options,
      double wordDropout,
      List<EncodedText> texts,
      int[] labels,
      int @Nullable [][] sets,
      float @Nullable [] labelWeights) {
    this.encoder = encoder;
    this.options = options;
    this.wordDropout = wordDropout;
    this.texts = texts;
    this.labels = labels;
    this.sets = sets;
    this.labelWeights = labelWeights;
  }

  int batchesPerEpoch() {
    return (texts.size() + options.batchSize() - 1) / options.batchSize();
  }

  /** The batches of an epoch, as positions of texts. */
  List<int[]> order(Random random) {
    return TextBatches.shuffled(texts.size(), i -> texts.get(i).length(), options, random);
  }

  /** The batches of an epoch, each made when it is asked for. */
  Iterable<Batch> batches(Random random) {
    Iterator<Batch> batches =
        order(random).stream().map(positions -> batch(positions, random)).iterator();
    return () -> batches;
  }

  Batch batch(int[] positions, Random random) {
    List<EncodedText> chosen = new ArrayList<>(positions.length);
    for (int position : positions) {
      chosen.add(dropWords(texts.get(position), random));
    }
    int[] chosenLabels = Arrays.stream(positions).map(i -> labels[i]).toArray();
    int[][] chosenSets =
        sets == null ? null : Arrays.stream(positions).mapToObj(i -> sets[i]).toArray(int[][]::new);
    Batch batch = encoder.batch(chosen);
    return new Batch(
        batch.lengths(),
        batch.channels(),
        false,
        new Targets(positions.length, chosenLabels, weights(chosenLabels), chosenSets));
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
