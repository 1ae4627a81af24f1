package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RowTest {
  private static Quantity characters(double value) {
    return new Quantity(value, Unit.CHARACTERS_PER_SECOND);
  }

  private static Quantity microseconds(double value) {
    return new Quantity(value, Unit.MICROSECONDS);
  }

  @Test
  void of_speeds_the_greater_is_the_faster() {
    assertThat(Row.times("generation", characters(190_000), reference(characters(5_000)), 30))
        .isEqualTo(
            new Row(
                "generation",
                "190,000 characters/s",
                "peer: 5,000 characters/s",
                "38.0 ×",
                "≥ 30 ×",
                "yes"));
  }

  @Test
  void of_times_the_smaller_is_the_faster() {
    Row row = Row.times("message", microseconds(80), reference(microseconds(200)), 3);

    assertThat(row.ratio()).isEqualTo("2.50 ×");
    assertThat(row.met()).isEqualTo("no");
  }

  @Test
  void without_a_peer_there_is_no_ratio_and_no_verdict() {
    Row row = Row.times("generation", characters(1), Reference.missing("Numba", "no torch"), 0.5);

    assertThat(row)
        .isEqualTo(
            new Row(
                "generation",
                "1.00 characters/s",
                "Numba: not run (no torch)",
                Row.NONE,
                "≥ 0.5 ×",
                Row.NONE));
  }

  @Test
  void a_bound_is_met_whatever_others_take() {
    Row row =
        Row.within("message", microseconds(119.5), microseconds(120), reference(microseconds(60)));

    assertThat(row.ratio()).isEqualTo("0.50 ×");
    assertThat(row.aim()).isEqualTo("≤ 120 µs");
    assertThat(row.met()).isEqualTo("yes");
  }

  @Test
  void a_bound_needs_no_other() {
    assertThat(Row.within("message", microseconds(121), microseconds(120)))
        .isEqualTo(new Row("message", "121 µs", Row.NONE, Row.NONE, "≤ 120 µs", "no"));
  }

  @Test
  void different_units_are_not_compared() {
    assertThatThrownBy(() -> microseconds(1).timesAsFastAs(characters(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1.00 µs and 1.00 characters/s are not of one unit");
  }

  private static Reference reference(Quantity quantity) {
    return Reference.measured("peer", quantity);
  }
}
