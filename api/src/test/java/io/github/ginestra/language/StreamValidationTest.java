package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamValidationTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 32", "1, 500, 32", "50, 399, 4", "300, 2000, 3", "300, 10007, 32", "2, 3, 1"})
  void every_symbol_of_the_text_is_told_once_after_those_before_it(int before, int text, int size) {
    int[] symbols = IntStream.range(0, before + text).toArray();
    StreamValidation validation =
        new StreamValidation(
            IntSequence.of(IntStream.range(0, before).toArray()),
            IntSequence.of(IntStream.range(before, before + text).toArray()),
            size,
            50);

    List<Integer> told = new ArrayList<>();
    boolean first = true;
    for (Batch batch : validation) {
      assertThat(batch.size()).isLessThanOrEqualTo(size);
      assertThat(batch.steps()).isLessThanOrEqualTo(50);
      assertThat(batch.continued()).isEqualTo(!first);
      first = false;
      for (int i = 0; i < batch.channels().get(0).length; i++) {
        if (batch.targets().ids()[i] != Targets.NOT_COUNTED) {
          assertThat(batch.targets().ids()[i]).isEqualTo(symbols[batch.channels().get(0)[i] + 1]);
          told.add(batch.targets().ids()[i]);
        }
      }
    }

    assertThat(told.stream().sorted())
        .isEqualTo(IntStream.range(before, before + text).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"300, 2000, 3", "300, 10007, 32"})
  void no_symbol_is_told_from_less_than_a_hundred_others(int before, int text, int size) {
    StreamValidation validation =
        new StreamValidation(
            IntSequence.of(IntStream.range(0, before).toArray()),
            IntSequence.of(IntStream.range(before, before + text).toArray()),
            size,
            50);
    int steps = 0;
    for (Batch batch : validation) {
      for (int i = 0; i < batch.channels().get(0).length; i++) {
        if (batch.targets().ids()[i] != Targets.NOT_COUNTED) {
          assertThat(steps + i / batch.size()).isGreaterThanOrEqualTo(100);
        }
      }
      steps += batch.steps();
    }
    assertThat(steps).isGreaterThan(100);
  }
}
