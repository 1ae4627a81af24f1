package io.github.ginestra.backend.java;

import io.github.ginestra.Cell;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.Weights;
import org.jspecify.annotations.Nullable;

/** A trained language network. */
final class JavaLanguageNetwork implements LanguageNetwork {
  private static final float[] NO_CELL = {};

  private final LanguageNetworkSpec spec;
  private final Workspaces workspaces;
  private volatile @Nullable Parts parts; // none once closed

  /** What closing lets go. */
  private record Parts(Packed packed, Layers layers, Dense output) {}

  JavaLanguageNetwork(BackendSettings settings, LanguageNetworkSpec spec, Weights weights) {
    this.spec = spec;
    workspaces = new Workspaces(spec.recurrent());
    Packed packed = new Packed(settings.quantized());
    Layers layers = new Layers(spec, weights, packed);
    Dense output = packed.dense(weights, spec.outputWeightName(), "output.bias");
    parts = new Parts(packed, layers, output);
  }

  @Override
  public RecurrentState start() {
    return RecurrentState.zeros(spec.recurrent());
  }

  @Override
  public float[] step(RecurrentState state, int token) {
    Parts open = open();
    Batches.checkToken(spec, token);
    state.check(spec.recurrent());
    Workspace workspace = workspaces.borrow();
    float[] logits = open.output().of(read(open, state, token, workspace), workspace);
    workspaces.giveBack(workspace);
    return logits;
  }

  @Override
  public float[][] score(RecurrentState state, int[] tokens) {
    Parts open = open();
    Batches.checkTokens(spec, tokens);
    state.check(spec.recurrent());
    float[][] logits = new float[tokens.length][];
    Workspace workspace = workspaces.borrow();
    for (int t = 0; t < tokens.length; t++) {
      logits[t] = open.output().of(read(open, state, tokens[t], workspace), workspace);
    }
    workspaces.giveBack(workspace);
    return logits;
  }

  @Override
  public void read(RecurrentState state, int[] tokens) {
    Parts open = open();
    Batches.checkTokens(spec, tokens);
    state.check(spec.recurrent());
    Workspace workspace = workspaces.borrow();
    for (int token : tokens) {
      read(open, state, token, workspace);
    }
    workspaces.giveBack(workspace);
  }

  /** Moves the state on by a token; returns the hidden state of the last layer. */
  private float[] read(Parts open, RecurrentState state, int token, Workspace workspace) {
    boolean lstm = spec.recurrent().cell() == Cell.LSTM;
    float[] input = open.layers().first(0).of(token, workspace);
    for (int layer = 0; ; layer++) {
      float[] h = state.hidden(layer);
      float[] c = lstm ? state.cell(layer) : NO_CELL;
      open.layers().units(layer, 0).step(input, h, c, workspace);
      if (layer == open.layers().count() - 1) {
        return h;
      }
      input = open.layers().input(layer + 1, 0).of(h, workspace.input()[0], workspace);
    }
  }

  @Override
  public Weights weights() {
    return open().packed().unpack(spec);
  }

  private Parts open() {
    Parts open = parts;
    if (open == null) {
      throw new IllegalStateException("the language network is closed");
    }
    return open;
  }

  @Override
  public void close() {
    parts = null;
    workspaces.clear();
  }
}
