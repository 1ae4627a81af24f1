package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void of_several_numbers() {
    Spread spread = Spread.of(List.of(8.0, 2.0, 4.0, 4.0));

    assertThat(spread.mean()).isEqualTo(4.5);
    assertThat(spread.median()).isEqualTo(4);
    assertThat(spread.standardDeviation()).isCloseTo(Math.sqrt(19.0 / 3), within(1e-12));
  }

  @Test
  void a_single_number_does_not_spread() {
    assertThat(Spread.of(List.of(0.3))).isEqualTo(new Spread(0.3, 0, 0.3));
  }

  @Test
  void each_figure_spreads_on_its_own() {
    MeasureSpreads spreads =
        MeasureSpreads.over(List.of(Map.of("a", 1.0, "b", 5.0), Map.of("a", 3.0, "b", 5.0)));

    assertThat(spreads.means()).isEqualTo(Map.of("a", 2.0, "b", 5.0));
    assertThat(spreads.standardDeviations()).isEqualTo(Map.of("a", Math.sqrt(2), "b", 0.0));
  }
}
