package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationLimitTest {

  /** LSTM(H = 2) over V = 3 symbols. */
  private static Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("recurrent.weight_ih_l0", new Tensor(List.of(8, 3), new float[24]));
    tensors.put("recurrent.weight_hh_l0", new Tensor(List.of(8, 2), new float[16]));
    tensors.put("recurrent.bias_ih_l0", new Tensor(List.of(8), new float[8]));
    tensors.put("recurrent.bias_hh_l0", new Tensor(List.of(8), new float[8]));
    tensors.put("output.weight", new Tensor(List.of(3, 2), new float[6]));
    tensors.put("output.bias", new Tensor(List.of(3), new float[3]));
    return Weights.of(tensors);
  }

  private static Score nanoseconds(String method, double value) {
    return new Score("MachineSpeed." + method, Map.of(), "ns/op", value, 0, value, value);
  }

  @Test
  void a_character_reads_the_hidden_and_output_weights_and_one_row_of_inputs() {
    GenerationWork work = GenerationWork.of(weights());

    assertThat(work.bytes()).isEqualTo(4 * (16 + 8 + 6 + 3));
    assertThat(work.multiplyAdds()).isEqualTo(16 + 6);
  }

  @Test
  void the_slower_of_reading_and_multiplying_is_the_limit() {
    GenerationWork work = new GenerationWork(1_000, 500);

    assertThat(new GenerationLimit(work, 4e6, 2e6, 4e6).charactersPerSecond()).isEqualTo(4_000);
    assertThat(new GenerationLimit(work, 4e9, 2e6, 1e6).charactersPerSecond()).isEqualTo(2_000);
  }

  @Test
  void rates_follow_from_the_times_of_a_pass() {
    int rows = MachineSpeed.rowsFor(10_000);
    Scores scores =
        new Scores(
            List.of(
                nanoseconds("readAlone", 100),
                nanoseconds("multiplyRows", 400),
                nanoseconds("multiplyAdd", 1_000)));

    GenerationLimit limit = GenerationLimit.of(new GenerationWork(10_000, 2_500), scores);

    assertThat(rows).isEqualTo(8);
    assertThat(limit.bytesPerSecond()).isCloseTo(8 * 2_048 / 100e-9, within(1.0));
    assertThat(limit.workingBytesPerSecond()).isCloseTo(8 * 2_048 / 400e-9, within(1.0));
    assertThat(limit.multiplyAddsPerSecond()).isCloseTo(32_768 / 1e-6, within(1.0));
  }

  @Test
  void the_kernels_that_measure_the_machine_compute_what_they_say() {
    MachineSpeed speed = new MachineSpeed();
    speed.rows = 8;
    speed.fill();

    assertThat(speed.readAlone()).as("no difference, so all is read").isEqualTo(-1);
    assertThat(speed.multiplyRows()).hasSize(MachineSpeed.COLUMNS).containsOnly(0);
    assertThat(speed.multiplyAdd()[0])
        .as("16 times x → x / 2 + 1 / 2, from 0")
        .isEqualTo(1 - (float) Math.pow(2, -16));
  }
}
