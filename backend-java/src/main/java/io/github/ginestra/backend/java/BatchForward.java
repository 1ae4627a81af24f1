package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Pooling;
import org.jspecify.annotations.Nullable;

/**
 * Some texts of a batch, read side by side on one thread: a column of weights that is loaded serves
 * all of them. Each is read to its own length, the longest first, so that those still being read
 * are always the first lanes; and each is computed as if it were alone.
 */
final class BatchForward {
  private final Layers layers;
  private final @Nullable Pooling pooling; // none if all outputs are kept
  private final Batch batch;
  private final @Nullable BatchWords words; // null without character encoder
  private final int[] texts; // by length, the longest first
  private final Workspace workspace;

  /**
   * Of a batch.
   *
   * @param pooling how the last layer's outputs are pooled, or null to keep them
   * @param words what its words give to the first layer, or null without character encoder
   * @param texts which of its texts, the longest first; at most {@link Workspace#LANES}
   */
  BatchForward(
      Layers layers,
      @Nullable Pooling pooling,
      Batch batch,
      @Nullable BatchWords words,
      int[] texts,
      Workspace workspace) {
    this.layers = layers;
    this.pooling = pooling;
    this.batch = batch;
    this.words = words;
    this.texts = texts;
    this.workspace = workspace;
  }

  /**
   * Reads them; then the workspace's pooled vectors are theirs, or what is below, if the outputs
   * are kept.
   */
  void read() {
    workspace.reserve(texts.length);
    boolean kept = layers.count() > 1 || pooling == null;
    for (int lane = 0; kept && lane < texts.length; lane++) {
      workspace.reserve(lane, length(lane));
    }
    for (int layer = 0; layer < layers.count(); layer++) {
      for (int direction = 0; direction < layers.directions(); direction++) {
        read(layer, direction);
      }
      workspace.rise();
    }
  }

  private int length(int lane) {
    return batch.lengths()[texts[lane]];
  }

  /** Reads the texts with one layer in one direction. */
  private void read(int layer, int direction) {
    workspace.forget(texts.length);
    int lanes = texts.length;
    for (int step = 0; step < length(0); step++) {
      while (length(lanes - 1) <= step) {
        lanes--;
      }
      if (layer == 0) {
        look(direction, step, lanes);
      } else {
        multiply(layer, direction, step, lanes);
      }
      layers.units(layer, direction).step(lanes, workspace);
      for (int lane = 0; lane < lanes; lane++) {
        keep(layer, direction, step, lane);
      }
    }
  }

  /** Where a text stands that so many steps have been made of. */
  private int place(int direction, int step, int lane) {
    return direction == 0 ? step : length(lane) - 1 - step;
  }

  /** Gives the first layer's gates what they get from the tokens and words. */
  private void look(int direction, int step, int lanes) {
    Embedded first = layers.first(direction);
    for (int lane = 0; lane < lanes; lane++) {
      int place = place(direction, step, lane) * batch.size() + texts[lane];
      float[] tokens = first.of(batch.channels(), place, lane, workspace);
      workspace.given()[lane] =
          words == null ? tokens : words.add(direction, place, tokens, lane, workspace);
    }
  }

  /** Gives another layer's gates what they get from the layer below. */
  private void multiply(int layer, int direction, int step, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      workspace.vectors()[lane] = workspace.below()[lane][place(direction, step, lane)];
      workspace.given()[lane] = workspace.input()[lane];
    }
    layers.input(layer, direction).of(workspace.vectors(), workspace.input(), lanes, workspace);
  }

  private void keep(int layer, int direction, int step, int lane) {
    float[] h = workspace.hidden()[lane];
    int from = direction * h.length;
    if (pooling != null && layer == layers.count() - 1) {
      Pools.add(pooling, h, step, length(lane), workspace.pooled()[lane], from);
    } else {
      float[] output = workspace.above()[lane][place(direction, step, lane)];
      System.arraycopy(h, 0, output, from, h.length);
    }
  }
}
