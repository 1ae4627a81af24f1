package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The builder of taggers and its configuration. */
class TaggerBuilderTest {
  private static TaggedTexts one(String... tags) {
    return TaggedTexts.of(
        TaggedText.of(java.util.Collections.nCopies(tags.length, "w"), List.of(tags)));
  }

  @Test
  void a_configuration_is_a_value_that_json_keeps() {
    TaggerConfig config =
        Taggers.entities()
            .encoding(Encoding.BIO)
            .recurrent(RecurrentSpec.gru(7).bidirectional())
            .embedding(9)
            .letterCase(2)
            .characters(4, 5, 6)
            .wordDropout(0.5)
            .transitions(false)
            .features(false)
            .vocabulary(3, 1_000)
            .forgetBias(1)
            .training(options -> options.epochs(2).seed(8))
            .config();

    assertThat(TaggerConfig.fromJson(config.toJson())).isEqualTo(config);
    assertThat(config.toBuilder().config()).isEqualTo(config);
    TaggerConfig tokens = Taggers.tokens().withoutCharacters().config();
    assertThat(TaggerConfig.fromJson(tokens.toJson())).isEqualTo(tokens);
    assertThat(tokens.encoding()).isNull();
    assertThat(TaggerConfig.fromJson("{}")).isEqualTo(Taggers.tokens().config());
  }

  @Test
  void epochs_and_batches_suit_the_number_of_texts_unless_they_are_given() {
    TaggerConfig config = Taggers.entities().config();

    assertThat(config.resolved(90).training().batchSize()).isEqualTo(8);
    assertThat(config.resolved(90).training().epochs()).isEqualTo(60);
    assertThat(config.resolved(2_000).training().batchSize()).isEqualTo(16);
    assertThat(config.resolved(10_000).training().batchSize()).isEqualTo(32);
    assertThat(config.resolved(10_000).training().epochs()).isEqualTo(15);
    TaggerConfig given = Taggers.entities().training(o -> o.epochs(2).batchSize(5)).config();
    assertThat(given.resolved(90)).isEqualTo(given);
  }

  @Test
  void wrong_values_are_refused_by_name() {
    TaggerBuilder builder = Taggers.entities();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.characters(4, 2, 6))
        .withMessage("width (2) must be odd");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.characters(0, 3, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.letterCase(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.wordDropout(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.vocabulary(0, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.training(o -> o.learningRate(TrainingOptions.AUTOMATIC)).config())
        .withMessageContaining("learningRate (0.0)");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Taggers.tokens().encoding(Encoding.BIO))
        .withMessageContaining("Taggers.entities()");
  }

  @Test
  void texts_that_nothing_can_be_learned_from_are_refused_before_a_backend_is_started() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Taggers.entities().train(TaggedTexts.of()))
        .withMessage("there are no tokens to train on");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Taggers.entities().train(TaggedTexts.of(TaggedText.of(List.of(), List.of()))))
        .withMessage("there are no tokens to train on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Taggers.tokens().train(one("X", "X")))
        .withMessageContaining("[X]", "two or more tags");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Taggers.entities().train(one("O", "O")))
        .withMessageContaining("[O]", "needs some");
  }

  @Test
  void patience_needs_texts_for_validation() {
    TaggerBuilder builder = Taggers.tokens().training(options -> options.patience(2));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> builder.train(one("X", "Y")))
        .withMessageContaining("patience (2)", "validationFraction");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> builder.train(one("X", "Y"), TaggedTexts.of()))
        .withMessageContaining("validation texts given are none");
  }
}
