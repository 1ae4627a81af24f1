package io.github.ginestra.backend.java;

import io.github.ginestra.Cell;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trained language network. */
final class JavaLanguageNetwork implements LanguageNetwork {
  private static final float[] NO_CELL = {};

  private final LanguageNetworkSpec spec;
  private final Workspaces workspaces;
  private volatile @Nullable Parts parts; // none once closed

  /** What closing lets go. */
  private record Parts(Packed packed, Layers layers) {}

  JavaLanguageNetwork(BackendSettings settings, LanguageNetworkSpec spec, Weights weights) {
    this.spec = spec;
    workspaces = new Workspaces(spec.recurrent());
    Packed packed = new Packed(settings.quantized());
    List<String> output = List.of(spec.outputWeightName());
    parts = new Parts(packed, new Layers(spec, weights, packed, output, List.of("output.bias")));
  }

  @Override
  public RecurrentState start() {
    return RecurrentState.zeros(spec.recurrent());
  }

  @Override
  public float[] step(RecurrentState state, int token) {
    float[] logits = new float[spec.outputs()];
    step(state, token, logits);
    return logits;
  }

  @Override
  public void step(RecurrentState state, int token, float[] logits) {
    Parts open = open();
    Batches.checkToken(spec, token);
    Batches.checkLogits(spec, logits);
    state.check(spec.recurrent());
    Workspace workspace = workspaces.borrow();
    step(open.layers(), state, token, logits, workspace);
    workspaces.giveBack(workspace);
  }

  @Override
  public float[][] score(RecurrentState state, int[] tokens) {
    Parts open = open();
    Batches.checkTokens(spec, tokens);
    state.check(spec.recurrent());
    float[][] logits = new float[tokens.length][spec.outputs()];
    Workspace workspace = workspaces.borrow();
    for (int t = 0; t < tokens.length; t++) {
      step(open.layers(), state, tokens[t], logits[t], workspace);
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
    int last = spec.recurrent().layers() - 1;
    for (int token : tokens) {
      float[] input = rise(open.layers(), state, token, workspace);
      float[] h = state.hidden(last);
      open.layers().units(last, 0).step(input, h, cell(state, last), workspace);
    }
    workspaces.giveBack(workspace);
  }

  /** Moves the state on by a token, and writes the logits of the one after it. */
  private void step(
      Layers layers, RecurrentState state, int token, float[] logits, Workspace workspace) {
    float[] input = rise(layers, state, token, workspace);
    int last = spec.recurrent().layers() - 1;
    Direction top = layers.units(last, 0);
    float[] h = state.hidden(last);
    Ahead ahead = Ahead.of(state, this, spec.recurrent());
    if (!ahead.isOf(h)) {
      top.hidden().of(h, ahead.gates(), workspace);
    }
    top.gates().pass(input, ahead.gates(), h, cell(state, last), workspace.scratch());
    float[] sums = workspace.all(ahead.gates().length + logits.length);
    ahead.keep(h, top.hidden().of(h, sums, workspace));
    System.arraycopy(sums, ahead.gates().length, logits, 0, logits.length);
  }

  /** Moves all layers but the last on by a token; returns what the last one's gates get of it. */
  private float[] rise(Layers layers, RecurrentState state, int token, Workspace workspace) {
    float[] input = layers.first(0).of(token, workspace);
    for (int layer = 0; layer < spec.recurrent().layers() - 1; layer++) {
      float[] h = state.hidden(layer);
      layers.units(layer, 0).step(input, h, cell(state, layer), workspace);
      input = layers.input(layer + 1, 0).of(h, workspace.input()[0], workspace);
    }
    return input;
  }

  private float[] cell(RecurrentState state, int layer) {
    return spec.recurrent().cell() == Cell.LSTM ? state.cell(layer) : NO_CELL;
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
