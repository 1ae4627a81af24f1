package io.github.ginestra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RecurrentSpecTest {

  @Test
  void a_specification_reads_as_the_literature_writes_it() {
    assertThat(RecurrentSpec.simple(64)).hasToString("SimpleRNN(64)");
    assertThat(RecurrentSpec.gru(64).bidirectional()).hasToString("BiGRU(64)");
    assertThat(RecurrentSpec.lstm(128).layers(2)).hasToString("LSTM(128) x 2");
  }

  @Test
  void values_are_set_one_by_one_and_the_first_stays_as_it_was() {
    RecurrentSpec first = RecurrentSpec.lstm(8);
    RecurrentSpec second = first.layers(3).dropoutBetweenLayers(0.25).bidirectional();

    assertThat(second).isEqualTo(new RecurrentSpec(Cell.LSTM, 8, true, 3, 0.25));
    assertThat(first).isEqualTo(new RecurrentSpec(Cell.LSTM, 8, false, 1, 0));
  }

  @Test
  void both_directions_make_the_output_twice_as_wide() {
    assertThat(RecurrentSpec.gru(7).outputSize()).isEqualTo(7);
    assertThat(RecurrentSpec.gru(7).bidirectional().outputSize()).isEqualTo(14);
    assertThat(RecurrentSpec.gru(7).bidirectional().directions()).isEqualTo(2);
  }

  @Test
  void wrong_values_are_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.simple(0))
        .withMessage("units (0) must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.gru(1).layers(-2))
        .withMessage("layers (-2) must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.gru(1).dropoutBetweenLayers(1))
        .withMessage("dropoutBetweenLayers (1.0) must be in [0, 1)");
  }
}
