package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.Classification.LabelProbability;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {

  private static Classification of(float... logits) {
    return Classification.ofLogits(List.of("a", "b", "c").subList(0, logits.length), logits, 1);
  }

  @Test
  void probabilities_are_the_softmax_of_the_logits() {
    Classification answer = of((float) Math.log(1), (float) Math.log(2), (float) Math.log(5));

    assertThat(answer.probability("a")).isCloseTo(1 / 8.0, within(1e-7));
    assertThat(answer.probability("b")).isCloseTo(2 / 8.0, within(1e-7));
    assertThat(answer.probability("c")).isCloseTo(5 / 8.0, within(1e-7));
  }

  @Test
  void labels_come_best_first() {
    Classification answer = of(0.5f, -3, 2);

    assertThat(answer.probabilities().keySet()).containsExactly("c", "a", "b");
    assertThat(answer.label()).isEqualTo("c");
    assertThat(answer.probability()).isEqualTo(answer.probability("c"));
  }

  @Test
  void of_equally_probable_labels_the_earlier_comes_first() {
    assertThat(of(1, 1, 1).probabilities().keySet()).containsExactly("a", "b", "c");
    assertThat(of(0, 1, 1).probabilities().keySet()).containsExactly("b", "c", "a");
    assertThat(of(0, 0).probability()).isEqualTo(0.5);
  }

  @Test
  void great_logits_do_not_overflow() {
    assertThat(of(1e30f, -1e30f).probabilities()).hasToString("{a=1.0, b=0.0}");
    assertThat(of(-3e38f, -3e38f, -3e38f).probability()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(of(1000, 999).probability()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
  }

  @Test
  void the_top_labels_come_best_first_with_their_probabilities() {
    Classification answer = of(0.5f, -3, 2);

    assertThat(answer.top(2))
        .containsExactly(
            new LabelProbability("c", answer.probability("c")),
            new LabelProbability("a", answer.probability("a")));
    assertThat(answer.top(1)).extracting(LabelProbability::label).containsExactly(answer.label());
    assertThat(answer.top(99)).hasSize(3);
    assertThat(of(1, 1, 1).top(2)).extracting(LabelProbability::label).containsExactly("a", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer.top(0))
        .withMessage("k (0) must be positive");
  }

  private enum Kind {
    HAM,
    SPAM {
      @Override
      public String toString() {
        return "unwanted";
      }
    }
  }

  @Test
  void the_label_of_an_example_made_of_a_constant_is_read_back_as_that_constant() {
    List<String> labels =
        Examples.of(Example.of(Kind.SPAM, "win"), Example.of(Kind.HAM, "hi")).labels();
    assertThat(labels).containsExactly("HAM", "SPAM");

    Classification answer = Classification.ofLogits(labels, new float[] {0, 1}, 1);
    assertThat(answer.label(Kind.class)).isEqualTo(Kind.SPAM);
  }

  @Test
  void a_label_that_no_constant_has_is_an_error_that_lists_them() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(0, 1).label(Kind.class))
        .withMessage(
            "label \"b\" is not the name of a constant of io.github.ginestra.classification.ClassificationTest$Kind:"
                + " [HAM, SPAM]");
  }

  @Test
  void a_temperature_divides_the_logits() {
    List<String> labels = List.of("a", "b");

    assertThat(Classification.ofLogits(labels, new float[] {3, 1}, 2).probability("a"))
        .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
    assertThat(Classification.ofLogits(labels, new float[] {3, 1}, 1e-300).probability("a"))
        .isEqualTo(1);
  }

  @Test
  void a_threshold_is_reached_by_what_equals_it() {
    assertThat(of(0, 0).isAtLeast("b", 0.5)).isTrue();
    assertThat(of(0, 0).isAtLeast("b", 0.51)).isFalse();
    assertThat(of(0, 9).isAtLeast("b", Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void probabilities_sum_to_one() {
    assertThat(of(0.1f, 7, -4).probabilities().values().stream().mapToDouble(p -> p).sum())
        .isCloseTo(1, within(1e-15));
  }

  @Test
  void a_label_that_is_none_is_refused_and_the_labels_listed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1, 2).probability("eggs"))
        .withMessage("label \"eggs\" is not among [b, a]");
  }

  @Test
  void an_answer_does_not_change() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> of(1, 2).probabilities().clear());
  }

  @Test
  void it_prints_labels_and_probabilities() {
    assertThat(of(0, 0)).hasToString("{a=0.5, b=0.5}");
  }
}
