package io.github.ginestra.backend.java;

import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that reads one text after the other, each to its own length: no padding, and no
 * text's answer depends on another's.
 */
final class JavaNetwork implements Network {
  /** How many texts of a batch are worth the waking of one more thread. */
  private static final int TEXTS_WORTH_A_THREAD = 4;

  private final NetworkSpec spec;
  private final int threads;
  private final Executor executor;
  private final Workspaces workspaces;
  private volatile @Nullable Parts parts; // none once closed

  /** What closing lets go. */
  private record Parts(Packed packed, Layers layers, Dense output) {}

  JavaNetwork(BackendSettings settings, NetworkSpec spec, Weights weights) {
    this.spec = spec;
    threads = settings.threads();
    executor = settings.executor() == null ? ForkJoinPool.commonPool() : settings.executor();
    workspaces = new Workspaces(spec.recurrent());
    Packed packed = new Packed(settings.quantized());
    Layers layers = new Layers(spec, weights, packed);
    parts = new Parts(packed, layers, packed.dense(weights, "output.weight", "output.bias"));
  }

  @Override
  public float[][] score(EncodedBatch batch) {
    Parts open = open();
    Batches.check(spec, batch);
    float[][] logits = new float[batch.size()][];
    int helpers = Math.min(threads, batch.size() / TEXTS_WORTH_A_THREAD) - 1;
    Helpers.run(batch.size(), helpers, executor, n -> logits[n] = logits(open, batch, n));
    return logits;
  }

  private float[] logits(Parts open, EncodedBatch batch, int n) {
    Workspace workspace = workspaces.borrow();
    float[] logits = logits(open, batch, n, workspace);
    workspaces.giveBack(workspace);
    return logits;
  }

  private float[] logits(Parts open, EncodedBatch batch, int n, Workspace workspace) {
    int layers = open.layers().count();
    if (layers > 1) {
      workspace.reserve(batch.lengths()[n]);
    }
    for (int layer = 0; layer < layers; layer++) {
      for (int direction = 0; direction < spec.recurrent().directions(); direction++) {
        read(open.layers(), layer, direction, batch, n, workspace);
      }
      workspace.rise();
    }
    return open.output().of(workspace.pooled(), workspace);
  }

  /** Reads a text with one layer in one direction. */
  private void read(
      Layers layers, int layer, int direction, EncodedBatch batch, int n, Workspace workspace) {
    Direction units = layers.units(layer, direction);
    float[] h = workspace.hidden();
    float[] c = workspace.cell();
    Arrays.fill(h, 0);
    Arrays.fill(c, 0);
    int from = direction * h.length;
    int length = batch.lengths()[n];
    for (int step = 0; step < length; step++) {
      int t = direction == 0 ? step : length - 1 - step;
      float[] input =
          layer == 0
              ? layers.first(direction).of(batch.channels(), t * batch.size() + n, workspace)
              : layers
                  .input(layer, direction)
                  .of(workspace.below()[t], workspace.input(), workspace);
      units.step(input, h, c, workspace);
      if (layer < layers.count() - 1) {
        System.arraycopy(h, 0, workspace.above()[t], from, h.length);
      } else {
        Pools.add(spec.pooling(), h, step, length, workspace.pooled(), from);
      }
    }
  }

  @Override
  public Weights weights() {
    return open().packed().unpack(spec);
  }

  private Parts open() {
    Parts open = parts;
    if (open == null) {
      throw new IllegalStateException("the network is closed");
    }
    return open;
  }

  @Override
  public void close() {
    parts = null;
  }
}
