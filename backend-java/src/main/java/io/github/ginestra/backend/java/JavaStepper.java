package io.github.ginestra.backend.java;

import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.function.Supplier;

/** A trained network read token by token; its output weights stand below the last layer's. */
final class JavaStepper implements Stepper {
  private final NetworkSpec spec;
  private final Workspaces workspaces;
  private final Supplier<Layers> open;

  /**
   * Of a network.
   *
   * @param open its layers; throws if it is closed
   */
  JavaStepper(NetworkSpec spec, Workspaces workspaces, Supplier<Layers> open) {
    this.spec = spec;
    this.workspaces = workspaces;
    this.open = open;
  }

  @Override
  public JavaState start() {
    return new JavaState(this, spec.recurrent());
  }

  private JavaState own(State state) {
    if (state instanceof JavaState own && own.isOf(this)) {
      return own;
    }
    throw new IllegalArgumentException("the state is not of this network: it was made by another");
  }

  @Override
  public void step(State state, int token, float[] logits) {
    Layers layers = open.get();
    spec.checkStep(token, logits);
    JavaState own = own(state);
    Workspace workspace = workspaces.borrow();
    step(layers, own, token, logits, workspace);
    workspaces.giveBack(workspace);
  }

  @Override
  public float[][] score(State state, int[] tokens) {
    Layers layers = open.get();
    spec.checkTokens(tokens);
    JavaState own = own(state);
    float[][] logits = new float[tokens.length][spec.outputs()];
    Workspace workspace = workspaces.borrow();
    for (int t = 0; t < tokens.length; t++) {
      step(layers, own, tokens[t], logits[t], workspace);
    }
    workspaces.giveBack(workspace);
    return logits;
  }

  @Override
  public void read(State state, int[] tokens) {
    Layers layers = open.get();
    spec.checkTokens(tokens);
    JavaState own = own(state);
    Workspace workspace = workspaces.borrow();
    int last = spec.recurrent().layers() - 1;
    for (int token : tokens) {
      float[] input = rise(layers, own, token, workspace);
      layers.units(last, 0).step(input, own.hidden(last), own.cell(last), workspace);
      own.forgetAhead();
    }
    workspaces.giveBack(workspace);
  }

  /** Moves the state on by a token, and writes the logits after it. */
  void step(Layers layers, JavaState state, int token, float[] logits, Workspace workspace) {
    float[] input = rise(layers, state, token, workspace);
    int last = spec.recurrent().layers() - 1;
    Direction top = layers.units(last, 0);
    float[] h = state.hidden(last);
    float[] gates = state.gates();
    if (!state.isAhead()) {
      top.hidden().of(h, gates, workspace);
    }
    top.gates().pass(input, gates, h, state.cell(last), workspace.scratch());
    float[] sums = workspace.all(gates.length + logits.length);
    state.keepAhead(top.hidden().of(h, sums, workspace));
    System.arraycopy(sums, gates.length, logits, 0, logits.length);
  }

  /** Moves all layers but the last on by a token; returns what the last one's gates get of it. */
  private float[] rise(Layers layers, JavaState state, int token, Workspace workspace) {
    float[] input = layers.first(0).of(token, workspace);
    for (int layer = 0; layer < spec.recurrent().layers() - 1; layer++) {
      float[] h = state.hidden(layer);
      layers.units(layer, 0).step(input, h, state.cell(layer), workspace);
      input = layers.input(layer + 1, 0).of(h, workspace.input()[0], workspace);
    }
    return input;
  }
}
