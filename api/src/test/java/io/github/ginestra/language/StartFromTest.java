package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BigramBackend;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Language models that start from language models. */
class StartFromTest {
  private static final String FIRST = "il mare, la luna\nla sera e il mare\n".repeat(12);
  private static final String SECOND = "Über dem Meer\nder Mond über dem Meer\n".repeat(12);

  @TempDir Path folder;

  private static LanguageModelBuilder<CharLanguageModel> small() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.simple(64))
        .embedding(64)
        .unroll(10)
        .training(options -> options.epochs(1).batchSize(4).learningRate(2).seed(1))
        .backend(new BigramBackend());
  }

  private static LanguageModelBuilder<CharLanguageModel> going() {
    return LanguageModels.characters()
        .unroll(10)
        .training(options -> options.batchSize(4))
        .backend(new BigramBackend());
  }

  @Test
  void the_specification_is_that_of_the_model_and_need_not_be_repeated() {
    try (CharLanguageModel parent = small().memory(5).train(FIRST)) {
      LanguageModelConfig config = going().startFrom(parent).config();

      assertThat(config.recurrent()).isEqualTo(RecurrentSpec.simple(64));
      assertThat(config.embedding().dimension()).isEqualTo(64);
      assertThat(config.memory()).isEqualTo(5);
      assertThat(config.training().epochs()).isEqualTo(10);
      assertThat(config.training().learningRate()).isEqualTo(3e-3);
    }
  }

  @Test
  void epochs_and_learning_rate_of_1_stay_too() {
    try (CharLanguageModel parent = small().train(FIRST)) {
      TrainingOptions set =
          going()
              .training(options -> options.epochs(1).learningRate(1))
              .startFrom(parent)
              .config()
              .training();

      assertThat(set.epochs()).isEqualTo(1);
      assertThat(set.learningRate()).isEqualTo(1);
    }
  }

  @Test
  void epochs_and_learning_rate_stay_that_are_set_to_what_they_were() {
    try (CharLanguageModel parent = small().train(FIRST)) {
      TrainingOptions before = going().config().training();

      assertThat(
              going()
                  .training(options -> options.epochs(before.epochs()))
                  .training(options -> options.learningRate(before.learningRate()))
                  .startFrom(parent)
                  .config()
                  .training())
          .isEqualTo(before);
    }
  }

  @Test
  void epochs_and_learning_rate_that_are_set_stay_before_and_after_the_model_is_given() {
    try (CharLanguageModel parent = small().train(FIRST)) {
      assertThat(
              going()
                  .training(options -> options.epochs(3))
                  .startFrom(parent)
                  .training(options -> options.learningRate(0.5))
                  .config()
                  .training())
          .satisfies(
              options -> {
                assertThat(options.epochs()).isEqualTo(3);
                assertThat(options.learningRate()).isEqualTo(0.5);
              });
    }
  }

  @Test
  void settings_that_contradict_the_model_are_refused_by_name() {
    try (CharLanguageModel parent = small().memory(5).train(FIRST)) {
      for (LanguageModelBuilder<CharLanguageModel> builder :
          List.of(
              going().recurrent(RecurrentSpec.lstm(64)).startFrom(parent),
              going().startFrom(parent).recurrent(RecurrentSpec.simple(65)),
              going().startFrom(parent).recurrent(RecurrentSpec.simple(64).layers(2)))) {
        assertThatIllegalStateException()
            .isThrownBy(() -> builder.train(SECOND))
            .withMessageContainingAll(
                "recurrent (", "SimpleRNN(64)", "leave recurrent(…) out", "without startFrom");
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> going().startFrom(parent).oneHot().train(SECOND))
          .withMessageContainingAll("embedding (one-hot)", "has 64");
      assertThatIllegalStateException()
          .isThrownBy(() -> going().startFrom(parent).memory(4).train(SECOND))
          .withMessageContainingAll("memory (4)", "has 5");
      assertThatIllegalStateException()
          .isThrownBy(() -> going().startFrom(parent).tied(true).config())
          .withMessageContaining("tied (true)");
      assertThat(going().startFrom(parent).withoutMemory().config().memory()).isZero();
    }
  }

  @Test
  void old_symbols_keep_their_places_and_new_ones_follow() {
    try (CharLanguageModel parent = small().train(FIRST);
        CharLanguageModel child = going().startFrom(parent).train(SECOND)) {
      assertThat(vocabulary(child)).startsWith(vocabulary(parent).toArray(String[]::new));
      assertThat(vocabulary(child)).contains("Ü", "ü", "M", "b");
    }
  }

  private static List<String> vocabulary(CharLanguageModel model) {
    return ((RecurrentLanguageModel) model).parent().vocabulary().words();
  }

  @Test
  void the_memory_counts_both_texts() {
    try (CharLanguageModel parent = small().train(FIRST);
        CharLanguageModel child = going().startFrom(parent).train(SECOND);
        CharLanguageModel second = small().train(SECOND)) {
      assertThat(memory(child).ngrams().counts().trie().size())
          .isGreaterThan(memory(parent).ngrams().counts().trie().size());
      assertThat(words(child)).isGreaterThan(words(parent)).isGreaterThan(words(second));
      assertThat(child.contributions("la luna e il mare").memory())
          .isLessThan(second.contributions("la luna e il mare").memory() - 1);
      assertThat(child.contributions("der Mond über dem Meer").memory())
          .isLessThan(parent.contributions("der Mond über dem Meer").memory() - 1);
    }
  }

  @Test
  void a_text_without_letters_that_words_are_made_of_leaves_the_words_of_the_model() {
    try (CharLanguageModel parent = small().train(FIRST);
        CharLanguageModel child =
            going().startFrom(parent).train("12, 34: 56\n78; 90\n".repeat(12));
        CharLanguageModel chinese = small().train("床前明月光疑是地上霜\n举头望明月\n".repeat(12));
        CharLanguageModel both = going().startFrom(chinese).train(FIRST)) {
      assertThat(words(child)).isEqualTo(words(parent));
      assertThat(memory(chinese).lexicon()).isNull();
      assertThat(both.generate("il ", 20)).isNotEmpty();
    }
  }

  private static long words(CharLanguageModel model) {
    CountTrie counts = Objects.requireNonNull(memory(model).lexicon()).counts();
    return counts.total(CountTrie.ROOT);
  }

  private static NgramMemory memory(CharLanguageModel model) {
    LanguageParent parent = (LanguageParent) ((RecurrentLanguageModel) model).parent();
    NgramMemory memory = parent.parts().memory();
    assertThat(memory).isNotNull();
    return memory;
  }

  @Test
  void a_model_of_a_file_needs_no_backend_and_other_kinds_of_files_are_refused()
      throws IOException {
    Path characters = folder.resolve("characters.ginestra");
    Path words = folder.resolve("words.ginestra");
    try (CharLanguageModel model = small().train(FIRST)) {
      model.save(characters);
    }
    try (WordLanguageModel model =
        LanguageModels.words()
            .recurrent(RecurrentSpec.simple(64))
            .embedding(64)
            .unroll(5)
            .training(options -> options.epochs(1).batchSize(2))
            .backend(new BigramBackend())
            .train(FIRST)) {
      model.save(words);
    }

    assertThat(LanguageModels.characters().startFrom(characters).config().recurrent())
        .isEqualTo(RecurrentSpec.simple(64));
    assertThatThrownBy(() -> LanguageModels.characters().startFrom(words))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("characters");
  }

  @Test
  void a_closed_model_and_the_other_kind_of_symbols_are_refused() {
    CharLanguageModel parent = small().train(FIRST);
    parent.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> LanguageModels.characters().startFrom(parent))
        .withMessage("the language model is closed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LanguageModels.words().tokenizer(io.github.ginestra.text.Tokenizer.characters()));
  }

  @Test
  void the_held_out_part_is_learned_at_the_end_and_the_history_stays_as_it_was() {
    String text = FIRST + "xyz xyz zyx\n".repeat(4);
    try (CharLanguageModel with = small().withoutMemory().finalEpochs(3).train(text);
        CharLanguageModel without = small().withoutMemory().finalEpochs(0).train(text)) {
      assertThat(with.history().best().orElseThrow().validationLoss())
          .isEqualTo(without.history().best().orElseThrow().validationLoss());
      assertThat(loss(with, "xyz xyz")).isLessThan(loss(without, "xyz xyz") - 0.1);
      assertThat(with.provenance().options()).containsEntry("finalEpochs", "3");
    }
  }

  @Test
  void a_validation_text_of_its_own_is_not_learned() {
    try (CharLanguageModel with = small().withoutMemory().finalEpochs(3).train(FIRST, "la sera\n");
        CharLanguageModel without =
            small().withoutMemory().finalEpochs(0).train(FIRST, "la sera\n")) {
      assertThat(loss(with, "la sera")).isCloseTo(loss(without, "la sera"), within(1e-9));
    }
  }

  private static double loss(CharLanguageModel model, String text) {
    return -Arrays.stream(model.logProbabilities(text)).average().orElseThrow();
  }
}
