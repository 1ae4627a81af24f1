package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
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

  private static final float[] PADDING = {};

  private final NetworkSpec spec;
  private final int threads;
  private final @Nullable Executor executor;
  private final Workspaces workspaces;
  private final @Nullable JavaStepper stepper;
  private volatile @Nullable Parts parts; // none once closed

  /**
   * What closing lets go.
   *
   * @param output the output layer; null if it is part of the layers
   */
  private record Parts(WeightPacker packed, Layers layers, @Nullable Dense output) {}

  JavaNetwork(BackendSettings settings, NetworkSpec spec, Weights weights, Kernels kernels) {
    this.spec = spec;
    threads = settings.threads();
    executor = settings.executor();
    workspaces = new Workspaces(spec.recurrent());
    WeightPacker packed = new WeightPacker(settings.quantized(), kernels);
    Layers layers = new Layers(spec, weights, packed);
    parts = new Parts(packed, layers, spec.isStepped() ? null : output(packed, weights));
    stepper = spec.isStepped() ? new JavaStepper(spec, workspaces, () -> open().layers()) : null;
  }

  private Dense output(WeightPacker packed, Weights weights) {
    return packed.dense(weights, spec.outputWeightName(), "output.bias");
  }

  @Override
  public float[][] score(Batch batch) {
    Parts open = open();
    spec.checkScored(batch);
    int[] texts = longestFirst(batch);
    long tokens = 0;
    for (int length : batch.lengths()) {
      tokens += length;
    }
    long takersWorth = Math.min(texts.length, tokens / TOKENS_WORTH_A_THREAD);
    int takers = (int) Math.max(1, Math.min(threads, takersWorth));
    int size = Math.min(Workspace.LANES, (texts.length + takers - 1) / takers);
    int shares = (texts.length + size - 1) / size;
    BatchWords words = words(open.layers(), batch);
    float[][] logits = new float[spec.isPerStep() ? batch.steps() * texts.length : texts.length][];
    Arrays.fill(logits, PADDING);
    ParallelTasks.run(
        shares,
        takers - 1,
        executor,
        share -> {
          int end = Math.min(texts.length, (share + 1) * size);
          score(open, batch, words, Arrays.copyOfRange(texts, share * size, end), logits);
        });
    return logits;
  }

  /** Looks up the words of a batch; null without character encoder. */
  private @Nullable BatchWords words(Layers layers, Batch batch) {
    WordInputs inputs = layers.words();
    Batch.Words words = batch.words();
    if (inputs == null || words == null) {
      return null;
    }
    Workspace workspace = workspaces.borrow();
    BatchWords found = inputs.of(words, workspace);
    workspaces.giveBack(workspace);
    return found;
  }

  /** The places of a batch's sequences, the longest first. */
  static int[] longestFirst(Batch batch) {
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
  private void score(
      Parts open, Batch batch, @Nullable BatchWords words, int[] texts, float[][] logits) {
    Workspace workspace = workspaces.borrow();
    Dense output = open.output();
    if (output == null) {
      step(open.layers(), batch, texts, logits, workspace);
    } else {
      Pooling pooling = spec.head() instanceof Head.Pooled pooled ? pooled.pooling() : null;
      new BatchForward(open.layers(), pooling, batch, words, texts, workspace).read();
      answer(pooling, output, batch, texts, logits, workspace);
    }
    workspaces.giveBack(workspace);
  }

  /** Computes the logits from what the workspace holds of the texts that were read. */
  private static void answer(
      @Nullable Pooling pooling,
      Dense output,
      Batch batch,
      int[] texts,
      float[][] logits,
      Workspace workspace) {
    for (int lane = 0; lane < texts.length; lane++) {
      int n = texts[lane];
      if (pooling != null) {
        logits[n] = output.of(workspace.pooled()[lane], workspace);
      } else {
        for (int t = 0; t < batch.lengths()[n]; t++) {
          logits[t * batch.size() + n] = output.of(workspace.below()[lane][t], workspace);
        }
      }
    }
  }

  private void step(
      Layers layers, Batch batch, int[] texts, float[][] logits, Workspace workspace) {
    JavaStepper steps = stepper();
    for (int n : texts) {
      JavaState state = steps.start();
      for (int t = 0; t < batch.lengths()[n]; t++) {
        int place = t * batch.size() + n;
        logits[place] = new float[spec.outputs()];
        int token = batch.channels().get(0)[place];
        steps.step(layers, state, token, logits[place], workspace);
      }
    }
  }

  @Override
  public JavaStepper stepper() {
    if (stepper == null) {
      throw new UnsupportedOperationException(
          "the network (" + spec + ") cannot be read token by token");
    }
    return stepper;
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
