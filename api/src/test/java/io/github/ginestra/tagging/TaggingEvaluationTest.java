package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.evaluation.Evaluation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scores of taggers, by hand and as the CoNLL script counts. */
class TaggingEvaluationTest {
  private static TaggedTexts texts(String... tags) {
    return TaggedTexts.of(TaggedText.of(Collections.nCopies(tags.length, "w"), List.of(tags)));
  }

  private static TaggingEvaluation entities(List<String> truth, String... given) {
    return TaggingEvaluation.ofEntities(
        texts(truth.toArray(String[]::new)), List.of(List.of(given)));
  }

  @Test
  void an_entity_is_right_if_type_and_tokens_are_exactly_right() {
    TaggingEvaluation scores =
        entities(
            List.of("B-PER", "I-PER", "O", "B-LOC", "O", "B-ORG", "B-LOC"),
            "B-PER",
            "I-PER",
            "O",
            "B-ORG",
            "O",
            "B-ORG",
            "I-ORG");

    assertThat(scores.precision()).isCloseTo(1.0 / 3, within(1e-12)); // PER of PER, ORG, ORG
    assertThat(scores.recall()).isCloseTo(1.0 / 4, within(1e-12));
    assertThat(scores.f1()).isCloseTo(2.0 / 7, within(1e-12));
    assertThat(scores.accuracy()).isCloseTo(5.0 / 7, within(1e-12));
    assertThat(scores.rightTexts()).isZero();
  }

  @Test
  void types_that_are_confused_are_told_from_entities_that_are_missed_or_made_up() {
    Evaluation types =
        entities(List.of("B-PER", "O", "B-LOC", "O"), "B-LOC", "O", "O", "B-PER").entities();

    assertThat(types).isNotNull();
    assertThat(types.count("PER", "LOC")).isEqualTo(1);
    assertThat(types.count("LOC", "O")).isEqualTo(1);
    assertThat(types.count("O", "PER")).isEqualTo(1);
    assertThat(types.scores("PER").recall()).isZero();
  }

  @Test
  void tags_that_break_the_rules_count_as_the_conll_script_reads_them() {
    assertThat(
            entities(List.of("B-PER", "I-PER", "O", "B-LOC"), "I-PER", "I-PER", "O", "I-LOC").f1())
        .isEqualTo(1);
    assertThat(entities(List.of("B-PER", "B-PER"), "B-PER", "I-PER").f1()).isZero();
    assertThat(entities(List.of("B-PER", "B-LOC"), "B-PER", "I-LOC").f1()).isEqualTo(1);
    assertThat(entities(List.of("B-PER", "I-PER", "B-LOC"), "B-PER", "E-PER", "S-LOC").f1())
        .isEqualTo(1);
  }

  @Test
  void a_type_that_was_never_learned_counts_against_the_recall() {
    TaggingEvaluation scores =
        TaggingEvaluation.of(
            texts("B-DATE", "O").stream().toList(),
            List.of(List.of("O", "O")),
            TagSet.of(List.of("O", "B-PER", "I-PER"), TaggedTexts.Encoding.BIO),
            token -> false);

    assertThat(scores.recall()).isZero();
    assertThat(scores.unknownTokens()).isEqualTo(2);
    assertThat(scores.unknownAccuracy()).isEqualTo(0.5);
  }

  @Test
  void scores_of_nothing_are_zero() {
    TaggingEvaluation scores = entities(List.of("B-PER"), "O");

    assertThat(scores.precision()).isZero();
    assertThat(scores.f1()).isZero();
    assertThat(scores.unknownAccuracy()).isZero();
  }

  @Test
  void single_tokens_have_no_entities() {
    TaggingEvaluation scores =
        TaggingEvaluation.ofTokens(texts("NOUN", "VERB"), List.of(List.of("NOUN", "NOUN")));

    assertThat(scores.entities()).isNull();
    assertThat(scores.accuracy()).isEqualTo(0.5);
    assertThat(scores.tokens().count("VERB", "NOUN")).isEqualTo(1);
    assertThat(scores.f1()).isZero();
    assertThat(scores)
        .hasToString("1 texts, 50.00 % of the tokens right, of 0 unknown ones 0.00 %");
  }

  @Test
  void truths_and_tags_given_must_be_as_many() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaggingEvaluation.ofTokens(texts("X", "Y"), List.of(List.of("X"))))
        .withMessageContaining("text 0 has 2 tokens, but is given 1 tags");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaggingEvaluation.ofTokens(texts("X", "Y"), List.of()))
        .withMessageContaining("must be as many");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaggingEvaluation.ofTokens(TaggedTexts.of(), List.of()));
  }
}
