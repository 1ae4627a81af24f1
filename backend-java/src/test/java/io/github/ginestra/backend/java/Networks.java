package io.github.ginestra.backend.java;

import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks of chance. */
final class Networks {
  /** V. */
  static final int TOKENS = 20;

  private Networks() {}

  /** One channel, two labels. */
  static NetworkSpec classifier(RecurrentSpec recurrent, Pooling pooling) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", TOKENS, 8, true)),
        0,
        recurrent,
        false,
        0,
        new Head.Pooled(pooling, 2));
  }

  static NetworkSpec language(RecurrentSpec recurrent) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", TOKENS, 8, true)),
        0,
        recurrent,
        false,
        0,
        new Head.PerStep(TOKENS, false));
  }

  /** Uniform in ±½. */
  static Weights weights(NetworkSpec spec) {
    Random random = new Random(4);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - 0.5f;
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return Weights.of(tensors);
  }
}
