package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ginestra.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answer of a tagger, as a value. */
class TaggingTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static Tagging tagging() {
    return new Tagging(
        "Ana va",
        List.of("Ana", "va"),
        List.of(new Span(0, 3), new Span(4, 6)),
        List.of("B-PER", "O"),
        List.of(new Tagging.Entity("PER", "Ana", new Span(0, 3), 0, 1, 0.75)),
        List.of("O", "B-PER"),
        new float[] {0.25f, 0.75f, 1, 0});
  }

  @Test
  void has_a_probability_for_each_token_and_tag() {
    Tagging answer = tagging();

    assertThat(answer.probability(0)).isEqualTo(0.75);
    assertThat(answer.probability(1)).isEqualTo(1);
    assertThat(answer.probability(1, "B-PER")).isZero();
    assertThat(answer.probabilities(0)).containsEntry("O", 0.25).containsEntry("B-PER", 0.75);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer.probability(0, "B-LOC"))
        .withMessageContaining("B-LOC");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> answer.probability(2));
  }

  @Test
  void is_equal_to_its_like_and_prints() {
    assertThat(tagging()).isEqualTo(tagging()).hasSameHashCodeAs(tagging());
    assertThat(tagging()).hasToString("Tagging[Ana/B-PER va/O]");
    assertThat(tagging().tagged())
        .isEqualTo(TaggedText.of(List.of("Ana", "va"), List.of("B-PER", "O")));
  }

  @Test
  void is_written_by_jackson_as_it_comes() throws JsonProcessingException {
    assertThat(JACKSON.writeValueAsString(tagging()))
        .contains(
            "\"tags\":[\"B-PER\",\"O\"]",
            "\"spans\":[{\"start\":0,\"end\":3}",
            "\"entities\":[{\"type\":\"PER\",\"text\":\"Ana\"",
            "\"probabilities\":[0.75,1.0]");
    TaggedTexts texts = TaggedTexts.of(tagging().tagged());
    assertThat(JACKSON.writeValueAsString(texts)).contains("\"tokens\":[\"Ana\",\"va\"]");
    assertThat(
            JACKSON.writeValueAsString(
                TaggingEvaluation.ofEntities(texts, List.of(List.of("B-PER", "O")))))
        .contains("\"f1\":1.0", "\"accuracy\":1.0", "\"unknownTokens\":0");
  }
}
