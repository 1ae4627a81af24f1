package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.BigramBackend;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelConfigTest {
  private static final String TEXT = "a quick fox, a lazy dog. ".repeat(30);

  /** Cuts a text into pieces of three characters. */
  private record Threes(String name) implements Tokenizer {
    @Override
    public List<Token> tokenize(String text, int limit) {
      List<Token> tokens = new ArrayList<>();
      for (int i = 0; i < text.length() && tokens.size() < limit; i += 3) {
        tokens.add(new Token(text.substring(i, Math.min(text.length(), i + 3)), LetterCase.LOWER));
      }
      return tokens;
    }
  }

  private static <M extends LanguageModel> LanguageModelBuilder<M> small(
      LanguageModelBuilder<M> builder) {
    return builder
        .recurrent(RecurrentSpec.simple(64))
        .embedding(64)
        .unroll(5)
        .training(options -> options.epochs(1).batchSize(2))
        .backend(new BigramBackend());
  }

  @Test
  void a_configuration_survives_json_and_its_own_builder() {
    for (LanguageModelBuilder<?> preset :
        List.of(
            LanguageModels.characters(),
            LanguageModels.verse(),
            LanguageModels.words(),
            LanguageModels.characters().oneHot().windows(7).minimumCount(3).forgetBias(2))) {
      LanguageModelConfig config = preset.config();

      assertThat(LanguageModelConfig.fromJson(config.toJson())).isEqualTo(config);
      assertThat(config.toBuilder().config()).isEqualTo(config);
    }
  }

  @Test
  void the_tokenizer_says_which_model_is_made() {
    try (LanguageModel characters =
            small(LanguageModels.characters().config().toBuilder()).train(TEXT);
        LanguageModel words = small(LanguageModels.words().config().toBuilder()).train(TEXT)) {
      assertThat(characters).isInstanceOf(CharLanguageModel.class);
      assertThat(words).isInstanceOf(WordLanguageModel.class);
    }
  }

  @Test
  void a_model_of_words_takes_a_tokenizer_of_the_users(@TempDir Path folder) throws IOException {
    Tokenizer threes = new Threes("threes");
    Path file = folder.resolve("threes.ginestra");
    try (WordLanguageModel model = small(LanguageModels.words()).tokenizer(threes).train(TEXT)) {
      assertThat(model.symbols("a quick fox")).containsExactly("a q", "uic", "k f", "ox");
      model.save(file);
    }
    try (WordLanguageModel loaded =
        WordLanguageModel.loader().backend(new BigramBackend()).tokenizer(threes).load(file)) {
      assertThat(loaded.symbols("a quick fox")).containsExactly("a q", "uic", "k f", "ox");
    }
  }

  @Test
  void a_tokenizer_that_does_not_give_the_text_back_is_refused_with_the_place() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> small(LanguageModels.words()).tokenizer(Tokenizer.plainWords()).train(TEXT))
        .withMessage(
            "the tokenizer \"plain-words\" does not give the text back: where the text has"
                + " \" quick fox, a lazy d\" its token is \"quick\"; the tokens of a language model,"
                + " one after the other, must be the text");
  }

  @Test
  void tokenizers_of_the_other_kind_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageModels.characters().tokenizer(Tokenizer.spacedWords()))
        .withMessage(
            "tokenizer (spaced-words) is not for a model of characters: use LanguageModels.words()"
                + " for other symbols");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageModels.words().tokenizer(Tokenizer.characters()))
        .withMessage(
            "tokenizer (characters) is not for a model of words: use LanguageModels.characters()");
  }

  @Test
  void pretrained_vectors_are_refused() {
    Embedding pretrained = Embedding.pretrained(WordVectors.of(Map.of("a", new float[] {1})));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageModels.words().embedding(pretrained))
        .withMessageContaining("must be learned or one-hot");
  }

  @Test
  void patience_without_validation_is_refused_as_for_classifiers() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                small(LanguageModels.characters())
                    .training(options -> options.validationFraction(0))
                    .train(TEXT))
        .withMessage(
            "patience (10) needs something to validate on, or must be 0: set validationFraction, or give a"
                + " validation text");
  }

  @Test
  void texts_of_a_stream_are_read_as_lines() {
    try (CharLanguageModel stream =
            small(LanguageModels.characters()).train(Stream.of(TEXT, TEXT));
        CharLanguageModel text =
            small(LanguageModels.characters()).train(TEXT + "\n" + TEXT + "\n")) {
      assertThat(stream.provenance().corpusSha256()).isEqualTo(text.provenance().corpusSha256());
    }
  }
}
