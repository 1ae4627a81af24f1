package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text's logits do not depend on the batch it stands in. */
abstract class BatchIndependenceContract extends BackendUnderTest {
  private static final float TOLERANCE = 1e-6f;

  BatchIndependenceContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<Arguments> networks() {
    return Fixtures.recurrentSpecs(16, 1, 2)
        .flatMap(spec -> Stream.of(Pooling.values()).map(pooling -> Arguments.of(spec, pooling)));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void a_text_alone_scores_as_in_any_batch(RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent, pooling, 3);
    Batch all = Fixtures.batch(4, 9, 2, 30, 1, 17);
    try (Network network = load(spec, Fixtures.weights(spec, 2, 0.4))) {
      float[][] together = network.score(all);
      for (int n = 0; n < all.size(); n++) {
        assertRow(network.score(Fixtures.select(all, n))[0], together[n]);
      }
      float[][] others = network.score(Fixtures.select(all, 4, 0, 3));
      assertRow(others[0], together[4]);
      assertRow(others[1], together[0]);
      assertRow(others[2], together[3]);
    }
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void the_contents_of_padding_have_no_effect(RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent, pooling, 3);
    Batch batch = Fixtures.batch(4, 9, 2, 30, 1, 17);
    try (Network network = load(spec, Fixtures.weights(spec, 2, 0.4))) {
      float[][] before = network.score(batch);
      for (int[] ids : batch.channels()) {
        for (int i = 0; i < ids.length; i++) {
          if (i / batch.size() >= batch.lengths()[i % batch.size()]) {
            ids[i] = 0;
          }
        }
      }
      float[][] after = network.score(batch);
      for (int n = 0; n < before.length; n++) {
        assertRow(after[n], before[n]);
      }
    }
  }

  private static void assertRow(float[] actual, float[] expected) {
    for (int l = 0; l < expected.length; l++) {
      assertThat(actual[l]).isCloseTo(expected[l], within(TOLERANCE));
    }
  }
}
