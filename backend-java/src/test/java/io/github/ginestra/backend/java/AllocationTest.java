package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is allocated on the way to an answer but the answer. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the arrays of an answer take beside their values. */
  private static final long HEADER = 24;

  static Stream<Arguments> networks() {
    return Stream.of(false, true)
        .flatMap(
            quantized ->
                Stream.of(RecurrentSpec.simple(16), RecurrentSpec.gru(16), RecurrentSpec.lstm(16))
                    .map(recurrent -> Arguments.of(recurrent.layers(2), quantized)));
  }

  private static long allocated(Runnable work) {
    work.run(); // tokens' inputs are kept, a workspace is made
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @ParameterizedTest(name = "{0}, quantized: {1}")
  @MethodSource("networks")
  void a_step_allocates_nothing(RecurrentSpec recurrent, boolean quantized) {
    BackendSettings settings = new BackendSettings(1).quantized(quantized);
    int steps = 500;
    try (Network network =
        new JavaNetwork(
            settings,
            Networks.language(recurrent),
            Networks.weights(Networks.language(recurrent)),
            Kernels.HERE)) {
      Stepper stepper = network.stepper();
      State state = stepper.start();
      float[] logits = new float[Networks.TOKENS];
      long bytes =
          allocated(
              () -> {
                for (int t = 0; t < steps; t++) {
                  stepper.step(state, t % Networks.TOKENS, logits);
                }
              });
      assertThat(bytes / steps).isZero();
    }
  }

  @ParameterizedTest(name = "{0}, quantized: {1}")
  @MethodSource("networks")
  void a_long_text_allocates_no_more_than_a_short_one(RecurrentSpec recurrent, boolean quantized) {
    BackendSettings settings = new BackendSettings(1).quantized(quantized);
    try (Network network =
        new JavaNetwork(
            settings,
            Networks.classifier(recurrent.bidirectional(), Pooling.MAX),
            Networks.weights(Networks.classifier(recurrent.bidirectional(), Pooling.MAX)),
            Kernels.HERE)) {
      long long500 = allocated(() -> network.score(text(500)));
      long short1 = allocated(() -> network.score(text(1)));
      assertThat(long500 - 4 * 499).isLessThanOrEqualTo(short1 + HEADER);
    }
  }

  private static Batch text(int length) {
    return Batch.of(new int[] {length}, List.of(new int[length]));
  }
}
