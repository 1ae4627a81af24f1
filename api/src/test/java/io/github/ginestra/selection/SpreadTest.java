package io.github.ginestra.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.selection.CrossValidationResult.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void of_several_numbers() {
    Spread spread = Spread.of(List.of(8.0, 2.0, 4.0, 4.0));

    assertThat(spread.mean()).isEqualTo(4.5);
    assertThat(spread.median()).isEqualTo(4);
    assertThat(spread.standardDeviation()).isCloseTo(Math.sqrt(19.0 / 3), within(1e-12));
    assertThat(spread).hasToString("4.5000 ± 2.5166");
  }

  @Test
  void a_single_number_does_not_spread() {
    assertThat(Spread.of(List.of(0.3))).isEqualTo(new Spread(0.3, 0, 0.3));
  }

  @Test
  void no_numbers_lie_nowhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spread.of(List.of()))
        .withMessage("numbers must not be empty");
  }
}
