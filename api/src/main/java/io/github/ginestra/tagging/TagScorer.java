package io.github.ginestra.tagging;

import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What gives the tags of texts their scores: the network, and the sparse path if there is one.
 *
 * @param sparse the sparse path; null if there is none
 */
record TagScorer(TagSet set, TokenEncoder encoder, @Nullable SparsePath sparse) {

  /** Receives the scores of a text. */
  interface Sink {
    void accept(int text, PathWeights.Scored scores);
  }

  /** The scores of one text, which has one token or more. */
  PathWeights.Scored score(List<String> tokens, Function<Batch, float[][]> network) {
    return scored(tokens, network.apply(encoder.batch(List.of(encoder.encode(tokens)))));
  }

  /**
   * Scores texts in batches of similar length, unless that is ended early.
   *
   * @param texts the tokens of texts, each one or more
   * @param sink receives the scores of each text once, in any order
   * @return whether it was not ended early
   */
  boolean score(
      List<List<String>> texts,
      Function<Batch, float[][]> network,
      TrainingWatch.Progress progress,
      Sink sink) {
    long done = 0;
    for (List<Integer> batch : TextBatches.byLength(texts.size(), i -> texts.get(i).size())) {
      List<TokenEncoder.Encoded> encoded = new ArrayList<>(batch.size());
      for (int place : batch) {
        encoded.add(encoder.encode(texts.get(place)));
      }
      float[][] rows = network.apply(encoder.batch(encoded));
      for (int n = 0; n < batch.size(); n++) {
        List<String> tokens = texts.get(batch.get(n));
        sink.accept(batch.get(n), scored(tokens, rows(rows, n, batch.size(), tokens.size())));
      }
      done += batch.size();
      if (!progress.goesOn(done, texts.size())) {
        return false;
      }
    }
    return true;
  }

  /** The rows of a sequence, (T), of those of a batch, (T·N). */
  private static float[][] rows(float[][] all, int sequence, int size, int length) {
    float[][] rows = new float[length][];
    for (int t = 0; t < length; t++) {
      rows[t] = all[t * size + sequence];
    }
    return rows;
  }

  private PathWeights.Scored scored(List<String> tokens, float[][] rows) {
    return sparse == null
        ? new PathWeights.Scored(rows, null, new float[set.graph().pairs()])
        : new PathWeights.Scored(rows, sparse.scores(tokens), sparse.pairs());
  }
}
