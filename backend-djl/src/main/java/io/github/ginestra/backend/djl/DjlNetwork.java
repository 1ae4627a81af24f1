package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.ginestra.spi.Batches;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;

/** A trained network. */
final class DjlNetwork implements Network {
  private final DjlEngine engine;
  private final NetworkSpec spec;
  private final NDManager manager;
  private final Parameters parameters;
  private final Lifetime lifetime = new Lifetime("the network");

  DjlNetwork(DjlEngine engine, NetworkSpec spec, Weights weights) {
    this.engine = engine;
    this.spec = spec;
    manager = engine.newManager();
    parameters = new Parameters(manager, weights);
  }

  @Override
  public float[][] score(EncodedBatch batch) {
    Batches.check(spec, batch);
    return lifetime.during(() -> engine.score(1, () -> scored(batch)));
  }

  private float[][] scored(EncodedBatch batch) {
    try (NDManager pass = manager.newSubManager()) {
      return score(pass, spec, engine.kernel(spec, parameters), batch);
    }
  }

  @Override
  public Weights weights() {
    return lifetime.during(() -> parameters.copy(spec));
  }

  /** Scores a batch without dropout; all arrays belong to {@code manager}. */
  static float[][] score(NDManager manager, NetworkSpec spec, Kernel kernel, EncodedBatch batch) {
    NDArray logits = new Forward(spec, kernel, manager, batch, Dropouts.NONE).logits();
    return rows(logits.toFloatArray(), spec.outputs());
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
    lifetime.end(manager::close);
  }
}
