package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Examples MIXED =
      Examples.of(
          Stream.of(
              new Example("spam", "Win now"),
              new Example("ham", "See you"),
              new Example("spam", " win  NOW\u00A0"),
              new Example("ham", ""),
              new Example("ham", "Straße"),
              new Example("ham", "STRASSE")));

  @Test
  void examples_keep_their_order() {
    List<Example> list = List.of(new Example("b", "2"), new Example("a", "1"));

    assertThat(Examples.of(list)).containsExactlyElementsOf(list);
    assertThat(Examples.of(new Example("b", "2"), new Example("a", "1")))
        .containsExactlyElementsOf(list);
    assertThat(Examples.of()).isEmpty();
    assertThat(Examples.of(list.stream())).containsExactlyElementsOf(list);
    assertThat(Examples.of(list).stream()).containsExactlyElementsOf(list);
    assertThat(Examples.of(list).get(1)).isEqualTo(list.get(1));
    assertThat(Examples.of(list).texts()).containsExactly("2", "1");
  }

  @Test
  void later_changes_of_the_list_do_not_show() {
    List<Example> list = new ArrayList<>(List.of(new Example("a", "1")));
    Examples examples = Examples.of(list);
    list.clear();

    assertThat(examples.size()).isEqualTo(1);
    assertThat(examples.isEmpty()).isFalse();
  }

  @Test
  void nobody_can_take_examples_away() {
    Iterator<Example> iterator = MIXED.iterator();
    iterator.next();

    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(iterator::remove);
  }

  @Test
  void labels_and_counts_are_in_natural_order() {
    assertThat(MIXED.labels()).containsExactly("ham", "spam");
    assertThat(MIXED.counts()).containsExactly(entry("ham", 4), entry("spam", 2));
    assertThat(MIXED).hasToString("6 examples {ham=4, spam=2}");
  }

  @Test
  void no_examples_have_no_labels() {
    Examples none = Examples.of(List.of());

    assertThat(none.isEmpty()).isTrue();
    assertThat(none.size()).isZero();
    assertThat(none.labels()).isEmpty();
    assertThat(none.counts()).isEqualTo(Map.of());
    assertThat(none.distinct()).isEmpty();
  }

  @Test
  void the_first_of_equal_texts_is_kept_whatever_its_case_and_white_space() {
    assertThat(MIXED.distinct().texts()).containsExactly("Win now", "See you", "", "Straße");
  }

  @Test
  void texts_that_differ_in_more_than_case_and_white_space_are_distinct() {
    Examples examples =
        Examples.of(Stream.of("ab", "a b", "a-b", "á b", "ab.").map(t -> new Example("x", t)));

    assertThat(examples.distinct()).containsExactlyElementsOf(examples);
  }

  @Test
  void an_example_without_a_label_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Example(" \t", "text"))
        .withMessage("label (\" \t\") must not be blank");
  }

  @Test
  void nulls_are_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Example(null, "text"))
        .withMessage("label must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> new Example("label", null))
        .withMessage("text must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Examples.of(Arrays.asList(MIXED.get(0), null)));
    assertThatNullPointerException()
        .isThrownBy(() -> Examples.of(Stream.of(MIXED.get(0), (Example) null)));
  }
}
