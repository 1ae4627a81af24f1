package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.Weights;
import java.util.function.BiFunction;

/** A trained language network. */
final class DjlLanguageNetwork implements LanguageNetwork {
  private static final float[][] NO_ANSWER = {};

  private final DjlEngine engine;
  private final LanguageNetworkSpec spec;
  private final NDManager manager;
  private final Parameters parameters;
  private final SingleStep single;
  private final Lifetime lifetime = new Lifetime("the language network");

  DjlLanguageNetwork(DjlEngine engine, LanguageNetworkSpec spec, Weights weights) {
    this.engine = engine;
    this.spec = spec;
    manager = engine.newManager();
    parameters = new Parameters(manager, weights);
    single = engine.score(1, () -> new SingleStep(spec, parameters, manager));
  }

  @Override
  public RecurrentState start() {
    return RecurrentState.zeros(spec.recurrent());
  }

  @Override
  public float[] step(RecurrentState state, int token) {
    Batches.checkToken(spec, token);
    state.check(spec.recurrent());
    return lifetime.during(() -> engine.score(1, () -> single.step(state, token)));
  }

  @Override
  public void step(RecurrentState state, int token, float[] logits) {
    Batches.checkLogits(spec, logits);
    System.arraycopy(step(state, token), 0, logits, 0, logits.length);
  }

  @Override
  public float[][] score(RecurrentState state, int[] tokens) {
    return read(
        state,
        tokens,
        (forward, outputs) ->
            DjlNetwork.rows(forward.logits(outputs).toFloatArray(), spec.outputs()));
  }

  @Override
  public void read(RecurrentState state, int[] tokens) {
    read(state, tokens, (forward, outputs) -> NO_ANSWER);
  }

  /** Reads tokens; the state moves on. */
  private float[][] read(
      RecurrentState state, int[] tokens, BiFunction<LanguageForward, NDArray, float[][]> answer) {
    Batches.checkTokens(spec, tokens);
    state.check(spec.recurrent());
    return lifetime.during(
        () ->
            tokens.length == 0 ? NO_ANSWER : engine.score(1, () -> readAll(state, tokens, answer)));
  }

  private float[][] readAll(
      RecurrentState state, int[] tokens, BiFunction<LanguageForward, NDArray, float[][]> answer) {
    try (NDManager pass = manager.newSubManager()) {
      Kernel kernel = engine.kernel(spec, parameters);
      LanguageForward forward = new LanguageForward(spec, kernel, pass, Dropouts.NONE);
      float[][] answered = answer.apply(forward, forward.read(tokens, 1, state));
      forward.moveOn(state);
      return answered;
    }
  }

  @Override
  public Weights weights() {
    return lifetime.during(() -> parameters.copy(spec));
  }

  @Override
  public void close() {
    lifetime.end(manager::close);
  }
}
