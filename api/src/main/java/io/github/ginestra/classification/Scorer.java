package io.github.ginestra.classification;

import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What gives texts their logits: the recurrent network, and the linear path if there is one. Many
 * texts are scored in batches of similar length.
 *
 * @param encoder what encoded the texts
 * @param linear the linear path, or null if there is none
 * @param networkWeight what the network's logits are multiplied by; 0 or more
 * @param labelModels the models of the labels, or null if there are none
 */
record Scorer(
    TextEncoder encoder,
    @Nullable LinearPath linear,
    float networkWeight,
    @Nullable LabelModels labelModels) {
  /** The network's logits count as they are. */
  Scorer(TextEncoder encoder, @Nullable LinearPath linear) {
    this(encoder, linear, 1, null);
  }

  /**
   * Scores texts.
   *
   * @param texts the texts, (N)
   * @param network from a batch to its logits
   * @return logits in the order of the texts, (N, L)
   */
  float[][] score(List<EncodedText> texts, Function<Batch, float[][]> network) {
    float[][] logits = score(texts, network, TrainingWatch.Progress.UNWATCHED);
    if (logits == null) {
      throw new AssertionError("scoring ended early, and nobody asked for that");
    }
    return logits;
  }

  /**
   * Scores texts, unless that is ended early.
   *
   * @param texts the texts, (N)
   * @param network from a batch to its logits
   * @param progress receives the number of texts scored, after each batch
   * @return logits in the order of the texts, (N, L); null if it was ended early
   */
  float @Nullable [][] score(
      List<EncodedText> texts,
      Function<Batch, float[][]> network,
      TrainingWatch.Progress progress) {
    float[][] logits = new float[texts.size()][];
    long done = 0;
    for (List<Integer> batch : TextBatches.byLength(texts.size(), i -> texts.get(i).length())) {
      List<EncodedText> chosen = new ArrayList<>(batch.size());
      for (int place : batch) {
        chosen.add(texts.get(place));
      }
      float[][] rows = network.apply(encoder.batch(chosen));
      for (int n = 0; n < rows.length; n++) {
        rows[n] = weighted(rows[n]);
        addOthers(rows[n], chosen.get(n));
        logits[batch.get(n)] = rows[n];
      }
      done += batch.size();
      if (!progress.goesOn(done, logits.length)) {
        return null;
      }
    }
    return logits;
  }

  private float[] weighted(float[] logits) {
    if (networkWeight != 1) {
      for (int l = 0; l < logits.length; l++) {
        logits[l] *= networkWeight;
      }
    }
    return logits;
  }

  private void addOthers(float[] logits, EncodedText text) {
    if (labelModels != null) {
      labelModels.addTo(logits, text.ids());
    }
    if (linear != null && text.features() != null) {
      linear.addTo(logits, text.features());
    }
  }
}
