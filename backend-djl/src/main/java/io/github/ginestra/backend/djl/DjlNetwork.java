package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDManager;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.Stepper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A trained network. */
final class DjlNetwork implements Network {
  private static final float[] PADDING = {};

  private final DjlEngine engine;
  private final NetworkSpec spec;
  private final NDManager manager;
  private final Parameters parameters;
  private final CloseGuard guard = new CloseGuard("the network");
  private final @Nullable Stepper stepper;

  DjlNetwork(DjlEngine engine, NetworkSpec spec, Weights weights) {
    this.engine = engine;
    this.spec = spec;
    manager = engine.newManager();
    parameters = new Parameters(manager, weights);
    stepper = spec.isStepped() ? new DjlStepper(engine, spec, manager, parameters, guard) : null;
  }

  @Override
  public float[][] score(Batch batch) {
    spec.checkScored(batch);
    return guard.call(() -> engine.score(1, () -> scored(batch)));
  }

  private float[][] scored(Batch batch) {
    try (NDManager pass = manager.newSubManager()) {
      return score(pass, spec, engine.kernel(spec, parameters), batch);
    }
  }

  @Override
  public Stepper stepper() {
    if (stepper == null) {
      throw new UnsupportedOperationException(
          "the network (" + spec + ") cannot be read token by token");
    }
    return stepper;
  }

  @Override
  public Weights weights() {
    return guard.call(() -> parameters.copy(spec));
  }

  /** Scores a batch without dropout; all arrays are attached to {@code manager}. */
  static float[][] score(NDManager manager, NetworkSpec spec, RecurrentKernel kernel, Batch batch) {
    ForwardPass forward = new ForwardPass(spec, kernel, manager, batch, null, Dropouts.NONE);
    float[][] rows = rows(forward.logits().toFloatArray(), spec.outputs());
    for (int row = 0; spec.isPerStep() && row < rows.length; row++) {
      boolean padding = row / batch.size() >= batch.lengths()[row % batch.size()];
      rows[row] = padding ? PADDING : rows[row];
    }
    return rows;
  }

  static float[][] rows(float[] values, int columns) {
    float[][] rows = new float[values.length / columns][];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = Arrays.copyOfRange(values, n * columns, (n + 1) * columns);
    }
    return rows;
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }
}
