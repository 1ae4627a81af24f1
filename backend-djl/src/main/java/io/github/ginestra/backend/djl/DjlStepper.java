package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDManager;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.function.Function;

/** Reads a trained network token by token, or many tokens at once from a given state. */
final class DjlStepper implements Stepper {
  private static final float[][] NO_ANSWER = {};

  private final DjlEngine engine;
  private final NetworkSpec spec;
  private final NDManager manager;
  private final Parameters parameters;
  private final CloseGuard guard;
  private final SingleStep single;

  DjlStepper(
      DjlEngine engine,
      NetworkSpec spec,
      NDManager manager,
      Parameters parameters,
      CloseGuard guard) {
    this.engine = engine;
    this.spec = spec;
    this.manager = manager;
    this.parameters = parameters;
    this.guard = guard;
    single = engine.score(1, () -> new SingleStep(spec, parameters, manager));
  }

  @Override
  public State start() {
    return LayerStates.zeros(this, spec.recurrent(), 1);
  }

  private LayerStates own(State state) {
    if (state instanceof LayerStates states && states.isOf(this)) {
      return states;
    }
    throw new IllegalArgumentException("the state is not of this network: it was made by another");
  }

  @Override
  public void step(State state, int token, float[] logits) {
    spec.checkStep(token, logits);
    LayerStates own = own(state);
    float[] answer = guard.call(() -> engine.score(1, () -> single.step(own, token)));
    System.arraycopy(answer, 0, logits, 0, logits.length);
  }

  @Override
  public float[][] score(State state, int[] tokens) {
    return read(
        state, tokens, forward -> DjlNetwork.rows(forward.logits().toFloatArray(), spec.outputs()));
  }

  @Override
  public void read(State state, int[] tokens) {
    read(
        state,
        tokens,
        forward -> {
          forward.read();
          return NO_ANSWER;
        });
  }

  private float[][] read(State state, int[] tokens, Function<ForwardPass, float[][]> answer) {
    spec.checkTokens(tokens);
    LayerStates own = own(state);
    return guard.call(
        () -> tokens.length == 0 ? NO_ANSWER : engine.score(1, () -> readAll(own, tokens, answer)));
  }

  private float[][] readAll(
      LayerStates state, int[] tokens, Function<ForwardPass, float[][]> answer) {
    try (NDManager pass = manager.newSubManager()) {
      RecurrentKernel kernel = engine.kernel(spec, parameters);
      ForwardPass forward =
          new ForwardPass(spec, kernel, pass, Batch.of(tokens), state, Dropouts.NONE);
      float[][] answered = answer.apply(forward);
      forward.updateStates();
      return answered;
    }
  }
}
