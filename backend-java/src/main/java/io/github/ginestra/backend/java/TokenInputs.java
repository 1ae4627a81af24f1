package io.github.ginestra.backend.java;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the gates of the first layer, in one direction, get from each token of one channel: W·vector
 * + b, (G·H). It is computed when a token is first met, and kept while there is room: one token's
 * next appearance costs a look instead of a product. The common tokens of a language are met first,
 * so that even a small share of a great vocabulary serves most of a text.
 *
 * <p>Safe for many threads, which do not wait: two that meet a token at once both compute it, to
 * the same bits.
 */
final class TokenInputs {
  private final Table table; // (V, D)
  private final Matrix weight; // (G·H, D)
  private final float @Nullable [] bias; // (G·H)
  private final Room room;
  private final AtomicReferenceArray<float[]> kept; // (V)

  TokenInputs(Table table, Matrix weight, float @Nullable [] bias, Room room) {
    this.table = table;
    this.weight = weight;
    this.bias = bias;
    this.room = room;
    this.kept = new AtomicReferenceArray<>(table.rows());
  }

  /**
   * What the gates get from a token, (G·H), only to be read.
   *
   * @param scratch (G·H), where it is computed if there is no room to keep it
   */
  float[] of(int token, float[] scratch, Workspace workspace) {
    float[] known = kept.get(token);
    if (known != null) {
      return known;
    }
    if (!room.take(scratch.length)) {
      return compute(token, scratch, workspace);
    }
    float[] computed = compute(token, new float[scratch.length], workspace);
    if (!kept.compareAndSet(token, null, computed)) {
      room.giveBack(scratch.length); // another thread has just kept the same
    }
    return computed;
  }

  private float[] compute(int token, float[] sums, Workspace workspace) {
    if (bias == null) {
      Arrays.fill(sums, 0);
    } else {
      System.arraycopy(bias, 0, sums, 0, sums.length);
    }
    table.addProduct(weight, token, sums, workspace);
    return sums;
  }
}
