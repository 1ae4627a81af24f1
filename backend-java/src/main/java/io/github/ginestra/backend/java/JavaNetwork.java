package io.github.ginestra.backend.java;

import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that reads texts side by side, each to its own length: no padding, and no
 * text's answer depends on another's.
 */
final class JavaNetwork implements Network {
  /** How many tokens are worth the waking of one more thread. */
  private static final int TOKENS_WORTH_A_THREAD = 80;

  private final NetworkSpec spec;
  private final int threads;
  private final @Nullable Executor executor;
  private final Workspaces workspaces;
  private volatile @Nullable Parts parts; // none once closed

  /** What closing lets go. */
  private record Parts(Packed packed, Layers layers, Dense output) {}

  JavaNetwork(BackendSettings settings, NetworkSpec spec, Weights weights) {
    this.spec = spec;
    threads = settings.threads();
    executor = settings.executor();
    workspaces = new Workspaces(spec.recurrent());
    Packed packed = new Packed(settings.quantized());
    Layers layers = new Layers(spec, weights, packed);
    parts = new Parts(packed, layers, packed.dense(weights, "output.weight", "output.bias"));
  }

  @Override
  public float[][] score(EncodedBatch batch) {
    Parts open = open();
    Batches.check(spec, batch);
    int[] texts = longestFirst(batch);
    long tokens = 0;
    for (int length : batch.lengths()) {
      tokens += length;
    }
    long takersWorth = Math.min(texts.length, tokens / TOKENS_WORTH_A_THREAD);
    int takers = (int) Math.max(1, Math.min(threads, takersWorth));
    int size = Math.min(Workspace.LANES, (texts.length + takers - 1) / takers);
    int shares = (texts.length + size - 1) / size;
    float[][] logits = new float[texts.length][];
    Helpers.run(
        shares,
        takers - 1,
        executor,
        share -> {
          int end = Math.min(texts.length, (share + 1) * size);
          score(open, batch, Arrays.copyOfRange(texts, share * size, end), logits);
        });
    return logits;
  }

  private static int[] longestFirst(EncodedBatch batch) {
    int[] lengths = batch.lengths();
    long[] byLength = new long[lengths.length]; // the length, negative, then the place
    for (int n = 0; n < lengths.length; n++) {
      byLength[n] = (long) -lengths[n] << Integer.SIZE | n;
    }
    Arrays.sort(byLength);
    int[] texts = new int[lengths.length];
    for (int n = 0; n < lengths.length; n++) {
      texts[n] = (int) byLength[n];
    }
    return texts;
  }

  /** Scores some texts, the longest of which comes first. */
  private void score(Parts open, EncodedBatch batch, int[] texts, float[][] logits) {
    Workspace workspace = workspaces.borrow();
    new Reading(open.layers(), spec.pooling(), batch, texts, workspace).read();
    for (int lane = 0; lane < texts.length; lane++) {
      logits[texts[lane]] = open.output().of(workspace.pooled()[lane], workspace);
    }
    workspaces.giveBack(workspace);
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
    workspaces.clear();
  }
}
