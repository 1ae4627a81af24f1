package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerAnswerTest {
  private static final PeerAnswer GENERATION =
      PeerAnswer.read(
          List.of(
              "a warning that is no figure",
              "{\"what\": \"torch_generate\", \"threads\": 1, \"way\": \"nn.LSTM\","
                  + " \"chars_per_s\": 5012, \"sample\": \"e {come} il vento\\nodo\"}",
              "{\"what\": \"torch_generate\", \"threads\": 1, \"way\": \"numba cell\","
                  + " \"chars_per_s\": 81234.5}",
              "{\"what\": \"torch_generate\", \"threads\": 2, \"way\": \"nn.LSTM\","
                  + " \"chars_per_s\": 1}"));

  private static final PeerAnswer CLASSIFICATION =
      PeerAnswer.read(
          List.of(
              "{\"what\": \"torch_spam_infer\", \"kind\": \"LSTM\", \"threads\": 2, \"p50_us\": 1}",
              "{\"what\": \"torch_spam_infer\", \"kind\": \"LSTM\", \"threads\": 1,"
                  + " \"p50_us\": 171}"));

  @Test
  void the_line_of_one_thread_and_one_way_is_found() {
    assertThat(Peers.torch(GENERATION)).hasToString("nn.LSTM: 5,012 characters/s");
    assertThat(Peers.numba(GENERATION).quantity())
        .isEqualTo(new Quantity(81_234.5, Unit.CHARACTERS_PER_SECOND));
    assertThat(Peers.message(CLASSIFICATION).quantity())
        .isEqualTo(new Quantity(171, Unit.MICROSECONDS));
  }

  @Test
  void the_lessons_loop_is_distinguished_from_the_direct_call() {
    PeerAnswer keras =
        PeerAnswer.read(
            List.of(
                "{\"what\": \"keras_leopardi_generate\", \"way\": \"model(x)\","
                    + " \"chars_per_s\": 300.5}",
                "{\"what\": \"keras_leopardi_generate\", \"way\": \"model.predict\","
                    + " \"chars_per_s\": 19.5}"));

    assertThat(Peers.keras(keras)).hasToString("model.predict: 19.5 characters/s");
  }

  @Test
  void a_peer_that_could_not_run_says_why() {
    PeerAnswer failed = PeerAnswer.failed("ModuleNotFoundError: No module named 'keras'");

    assertThat(Peers.keras(failed))
        .hasToString("model.predict: not run (ModuleNotFoundError: No module named 'keras')");
    assertThat(Peers.keras(failed).isMissing()).isTrue();
  }

  @Test
  void a_peer_that_ran_and_printed_something_else_is_an_error() {
    assertThatThrownBy(() -> CLASSIFICATION.number(Map.of("what", "torch_generate"), "p50_us"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no peer printed p50_us of {what=torch_generate}");
  }

  @Test
  void a_broken_line_is_an_error() {
    assertThatThrownBy(() -> PeerAnswer.read(List.of("{\"what\": ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a peer printed what is no JSON: {\"what\": ");
  }

  @Test
  void without_a_folder_no_peer_is_run() {
    Peers none =
        new Peers(
            null,
            new Python(
                "no-such-python", Path.of("nowhere"), new BenchmarkData(Path.of("nowhere"))));

    assertThat(none.generateInTorch()).isEqualTo(PeerAnswer.failed("no --peers given"));
    assertThat(none.versions()).isEmpty();
  }
}
