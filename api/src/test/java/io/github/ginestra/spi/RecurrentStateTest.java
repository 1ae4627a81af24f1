package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.RecurrentSpec;
import org.junit.jupiter.api.Test;

class RecurrentStateTest {
  private final RecurrentState state = RecurrentState.zeros(RecurrentSpec.lstm(3).layers(2));

  @Test
  void what_was_laid_by_last_is_there() {
    assertThat(state.laidBy()).isNull();
    state.layBy("one");
    state.layBy("two");

    assertThat(state.laidBy()).isEqualTo("two");
  }

  @Test
  void a_copy_shares_neither_numbers_nor_what_was_laid_by() {
    state.hidden(1)[0] = 4;
    state.layBy("one");
    RecurrentState copy = state.copy();
    state.hidden(1)[0] = 5;
    state.cell(0)[2] = 6;

    assertThat(copy.hidden(1)).containsExactly(4, 0, 0);
    assertThat(copy.cell(0)).containsOnly(0);
    assertThat(copy.laidBy()).isNull();
  }
}
