package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StopConditionTest {
  @Test
  void a_text_is_reached_where_the_text_ends_with_it() {
    StopCondition stop = StopCondition.atText("\n\n");

    assertThat(stop.isReached("a\n\n")).isTrue();
    assertThat(stop.isReached("\n\n")).isTrue();
    assertThat(stop.isReached("\n")).isFalse();
    assertThat(stop.isReached("a\n\nb")).isFalse();
  }

  @Test
  void lines_are_counted_by_their_ends() {
    StopCondition stop = StopCondition.atLines(2);

    assertThat(stop.isReached("one\n")).isFalse();
    assertThat(stop.isReached("one\ntwo")).isFalse();
    assertThat(stop.isReached("one\ntwo\n")).isTrue();
    assertThat(stop.isReached("\n\n")).isTrue();
  }

  @Test
  void either_of_two_is_enough() {
    StopCondition stop = StopCondition.atLines(2).or(text -> text.length() >= 3);

    assertThat(stop.isReached("ab")).isFalse();
    assertThat(stop.isReached("abc")).isTrue();
    assertThat(stop.isReached("\n\n")).isTrue();
  }

  @Test
  void wrong_values_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StopCondition.atText(""))
        .withMessage("end must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StopCondition.atLines(0))
        .withMessage("lines (0) must be positive");
  }
}
