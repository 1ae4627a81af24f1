package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.github.ginestra.spi.SequenceBatch;
import java.util.Arrays;

/**
 * The T' steps of a batch from the first to the last one with a target that counts: what lies
 * outside them needs no logits.
 *
 * @param batch the batch
 * @param first the first such step
 * @param end one after the last such step; {@code first} if nothing counts
 */
record CountedSteps(SequenceBatch batch, int first, int end) {

  static CountedSteps of(SequenceBatch batch) {
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (int i = 0; i < batch.targets().length; i++) {
      if (batch.targets()[i] != SequenceBatch.NOT_COUNTED) {
        first = Math.min(first, i / batch.size());
        end = i / batch.size() + 1;
      }
    }
    return new CountedSteps(batch, Math.min(first, end), end);
  }

  boolean isEmpty() {
    return first == end;
  }

  /** These steps of (T, N, H): (T', N, H). */
  NDArray select(NDArray outputs) {
    return first == 0 && end == batch.steps()
        ? outputs
        : outputs.get(new NDIndex().addSliceDim(first, end));
  }

  /** The targets, (T'·N); a token, whichever, where none counts. */
  int[] targets() {
    int[] targets = Arrays.copyOfRange(batch.targets(), first * batch.size(), end * batch.size());
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Math.max(0, targets[i]);
    }
    return targets;
  }

  /**
   * What turns the targets' log-probabilities into the mean loss: minus each one's share, (T'·N).
   */
  float[] shares() {
    float share = -1f / batch.counted();
    float[] shares = new float[(end - first) * batch.size()];
    for (int i = 0; i < shares.length; i++) {
      boolean counts = batch.targets()[first * batch.size() + i] != SequenceBatch.NOT_COUNTED;
      shares[i] = counts ? share : 0;
    }
    return shares;
  }
}
