package io.github.ginestra.tagging;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * The training batches of each epoch. What an epoch's batches are depends on the seed and the
 * epoch's number alone, not on the epochs before it.
 */
final class TaggerBatcher {
  private final TokenEncoder encoder;
  private final TrainingOptions options;
  private final float[] dropout; // (V)
  private final List<TokenEncoder.Encoded> texts;
  private final int[][] truths;

  /**
   * Encodes the texts, unless that is ended early: then the first ones, one at least.
   *
   * @param dropout the probability with which each word becomes unknown, (V)
   */
  TaggerBatcher(
      TokenEncoder encoder,
      TrainingOptions options,
      float[] dropout,
      TaggedData data,
      TrainingWatch.Progress progress) {
    this.encoder = encoder;
    this.options = options;
    this.dropout = dropout;
    truths = data.truths();
    texts = new ArrayList<>(truths.length);
    for (TaggedText text : data.training()) {
      texts.add(encoder.encode(text.tokens()));
      if (!progress.goesOn(texts.size(), truths.length)) {
        break;
      }
    }
  }

  int batchesPerEpoch() {
    return (texts.size() + options.batchSize() - 1) / options.batchSize();
  }

  Iterable<Batch> batches(Random random) {
    List<int[]> order =
        TextBatches.shuffled(texts.size(), i -> texts.get(i).length(), options, random);
    Iterator<Batch> batches = order.stream().map(places -> batch(places, random)).iterator();
    return () -> batches;
  }

  private Batch batch(int[] places, Random random) {
    List<TokenEncoder.Encoded> chosen = new ArrayList<>(places.length);
    for (int place : places) {
      chosen.add(dropWords(texts.get(place), random));
    }
    Batch batch = encoder.batch(chosen);
    int[] targets = new int[batch.steps() * batch.size()]; // (T, N)
    Arrays.fill(targets, Targets.NOT_COUNTED);
    for (int n = 0; n < places.length; n++) {
      int[] truth = truths[places[n]];
      for (int t = 0; t < truth.length; t++) {
        targets[t * places.length + n] = truth[t];
      }
    }
    return batch.targets(targets, null);
  }

  /** Makes some words unknown, so that the unknown word is learned. */
  private TokenEncoder.Encoded dropWords(TokenEncoder.Encoded text, Random random) {
    int[] ids = text.ids().clone();
    for (int t = 0; t < ids.length; t++) {
      if (random.nextFloat() < dropout[ids[t]]) {
        ids[t] = Vocabulary.UNKNOWN;
      }
    }
    return new TokenEncoder.Encoded(ids, text.cases(), text.tokens());
  }
}
