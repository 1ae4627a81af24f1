package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.classification.ClassifierLoader;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose weights are 8-bit numbers. */
class QuantizedTest {
  private static final BackendSettings EXACT = new BackendSettings(1);
  private static final BackendSettings ROUNDED = EXACT.quantized(true);

  static Stream<RecurrentSpec> layers() {
    return Stream.of(
        RecurrentSpec.simple(24),
        RecurrentSpec.gru(24),
        RecurrentSpec.lstm(24),
        RecurrentSpec.lstm(24).layers(2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_text_is_scored_nearly_as_with_exact_weights(RecurrentSpec recurrent) {
    NetworkSpec spec = Networks.classifier(recurrent.bidirectional(), Pooling.MEAN);
    Weights weights = Networks.weights(spec);
    int[] ids = new Random(1).ints(30, 0, Networks.TOKENS).toArray();
    Batch text = Batch.of(new int[] {30}, List.of(ids));
    try (Network exact = new JavaNetwork(EXACT, spec, weights, Kernels.HERE);
        Network rounded = new JavaNetwork(ROUNDED, spec, weights, Kernels.HERE)) {
      assertClose(rounded.score(text)[0], exact.score(text)[0]);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_token_is_told_nearly_as_with_exact_weights(RecurrentSpec recurrent) {
    NetworkSpec spec = Networks.language(recurrent);
    Weights weights = Networks.weights(spec);
    try (Network exact = new JavaNetwork(EXACT, spec, weights, Kernels.HERE);
        Network rounded = new JavaNetwork(ROUNDED, spec, weights, Kernels.HERE)) {
      int[] tokens = new Random(2).ints(10, 0, Networks.TOKENS).toArray();
      State one = exact.stepper().start();
      State other = rounded.stepper().start();
      float[][] expected = exact.stepper().score(one, tokens);
      float[][] answer = rounded.stepper().score(other, tokens);
      for (int t = 0; t < tokens.length; t++) {
        assertClose(answer[t], expected[t]);
      }
    }
  }

  /** Near, but not the same: the weights are really rounded. */
  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).isNotEqualTo(expected).containsExactly(expected, within(0.1f));
  }

  @Test
  void the_weights_are_not_to_be_had_any_more() {
    NetworkSpec spec = Networks.classifier(RecurrentSpec.gru(4), Pooling.MAX);
    try (Network rounded = new JavaNetwork(ROUNDED, spec, Networks.weights(spec), Kernels.HERE)) {
      assertThatIllegalStateException()
          .isThrownBy(rounded::weights)
          .withMessage(
              "the weights were rounded to 8 bits as they were loaded, and are not to be had any"
                  + " more: load the model without quantize()"
                  + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#quantize)");
    }
  }

  @Test
  void a_rounded_classifier_answers_nearly_alike_and_is_not_saved_again(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("model.ginestra");
    try (InputStream in = BackendContract.class.getResourceAsStream("golden-1.ginestra")) {
      Files.copy(in, file);
    }
    ClassifierLoader loader = SequenceClassifier.loader().backend(JavaBackend.NAME);
    try (SequenceClassifier exact = loader.load(file);
        SequenceClassifier rounded = loader.quantize().load(file)) {
      Map<String, Double> expected = exact.classify("Win a prize").probabilities();
      Map<String, Double> answer = rounded.classify("Win a prize").probabilities();
      assertThat(answer).isNotEqualTo(expected);
      expected.forEach(
          (label, probability) ->
              assertThat(answer.get(label)).isCloseTo(probability, within(0.01)));
      byte[] before = Files.readAllBytes(file);
      assertThatIllegalStateException()
          .isThrownBy(() -> rounded.save(file))
          .withMessageContaining("load the model without quantize()");
      assertThat(file).hasBinaryContent(before);
    }
  }
}
