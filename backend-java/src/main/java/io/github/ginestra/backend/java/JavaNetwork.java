package io.github.ginestra.backend.java;

import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that reads one text after the other, each to its own length: no padding, and no
 * text's answer depends on another's.
 */
final class JavaNetwork implements Network {
  private final NetworkSpec spec;
  private final Workspaces workspaces;
  private volatile @Nullable Parts parts; // none once closed

  /** What closing lets go. */
  private record Parts(Packed packed, Layers layers, Dense output) {}

  JavaNetwork(NetworkSpec spec, Weights weights) {
    this.spec = spec;
    workspaces = new Workspaces(spec.recurrent());
    Packed packed = new Packed();
    Layers layers = new Layers(spec, weights, packed);
    Dense output =
        new Dense(packed.matrix(weights, "output.weight"), packed.values(weights, "output.bias"));
    parts = new Parts(packed, layers, output);
  }

  @Override
  public float[][] score(EncodedBatch batch) {
    Parts open = open();
    Batches.check(spec, batch);
    float[][] logits = new float[batch.size()][];
    Workspace workspace = workspaces.borrow();
    for (int n = 0; n < logits.length; n++) {
      logits[n] = logits(open, batch, n, workspace);
    }
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
    return open.output().of(workspace.pooled());
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
              : layers.input(layer, direction).of(workspace.below()[t], workspace.input());
      units.step(input, h, c, workspace.sums());
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
