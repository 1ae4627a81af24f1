package io.github.ginestra.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.evaluation.Evaluation;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelIndexTest {

  @Test
  void a_label_is_found_exactly_or_in_normalised_form() {
    LabelIndex index = new LabelIndex(List.of("ham", "caf\u00E9", "\uFEFFold"));

    assertThat(index.find("cafe\u0301\u00A0")).isEqualTo(1);
    assertThat(index.find("\uFEFFold")).isEqualTo(2);
    assertThat(index.find("old")).isEqualTo(2);
    assertThat(index.find("Ham")).isEqualTo(-1);
  }

  @Test
  void a_label_that_is_not_there_is_an_error_which_lists_twenty() {
    List<String> labels = IntStream.range(0, 50_000).mapToObj(i -> "l" + i).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelIndex(List.of("ham", "spam")).require("x", "the classifier's "))
        .withMessage("label \"x\" is not among the classifier's [ham, spam]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelIndex(labels).require("x", ""))
        .withMessageStartingWith("label \"x\" is not among [l0, l1, ")
        .withMessageEndingWith("l19, … 49980 more]");
  }

  /** A list of labels that is not to be searched. */
  private static final class Labels extends AbstractList<String> {
    private static final int SIZE = 300;

    @Override
    public String get(int index) {
      return "l" + index;
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public int indexOf(Object label) {
      throw new AssertionError("the list of labels was searched for " + label);
    }

    @Override
    public boolean contains(Object label) {
      throw new AssertionError("the list of labels was searched for " + label);
    }
  }

  @Test
  void an_evaluation_does_not_search_the_list_of_labels() {
    Labels labels = new Labels();

    Evaluation evaluation = Evaluation.of(labels, List.copyOf(labels), List.copyOf(labels));

    assertThat(evaluation.accuracy()).isEqualTo(1);
    assertThat(evaluation.falsePositiveRate("l7")).isZero();
  }
}
