package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.classification.SavedModels;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelTest {
  private static final String TEXT = "il mare, il sole\nla luna 😀 e il mare\n".repeat(20);
  private static final Sampler SAMPLER = Sampler.temperature(1).seed(7);

  private final BigramBackend backend = new BigramBackend();
  private final CharLanguageModel model = train(LanguageModels.characters());

  private <M extends LanguageModel> M train(LanguageModelBuilder<M> builder) {
    return builder
        .recurrent(RecurrentSpec.simple(64))
        .unroll(10)
        .withoutMemory()
        .training(
            options ->
                options.epochs(3).batchSize(4).learningRate(2).seed(1).validationFraction(0.2))
        .backend(backend)
        .train(TEXT);
  }

  private BigramBackend.Loaded network() {
    return backend.network();
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  @Nested
  class Generation {
    @Test
    void writes_as_many_symbols_as_asked_for_without_the_prompt() {
      String text = model.generate("il m", SAMPLER, 50);

      assertThat(text.codePointCount(0, text.length())).isEqualTo(50);
      assertThat(model.generate("il m", SAMPLER, 0)).isEmpty();
    }

    @Test
    void is_the_same_each_time_for_a_seed() {
      assertThat(model.generate("il m", SAMPLER, 200))
          .isEqualTo(model.generate("il m", SAMPLER, 200))
          .isNotEqualTo(model.generate("il m", SAMPLER.seed(8), 200));
    }

    @Test
    void writes_what_the_stream_writes() {
      assertThat(model.generate("la", SAMPLER, 100))
          .isEqualTo(model.stream("la", SAMPLER).limit(100).collect(Collectors.joining()));
    }

    @Test
    void begins_an_empty_prompt_as_a_line() {
      assertThat(model.generate("", SAMPLER, 20)).isEqualTo(model.generate("\n", SAMPLER, 20));
    }

    @Test
    void makes_one_step_of_the_network_for_each_symbol_whatever_was_said_before() {
      String prompt = "il mare ".repeat(1000);

      model.generate(prompt, SAMPLER, 300);

      assertThat(network().scored).hasValue(prompt.length()); // and the line feed before it
      assertThat(network().steps).hasValue(300);
    }

    @Test
    void reads_what_the_model_never_saw_and_never_writes_it() {
      String text = model.generate("漢 \ud83d È 😡", Sampler.temperature(1e6).seed(1), 5000);

      assertThat(text.codePoints().distinct().toArray())
          .containsExactlyInAnyOrder(TEXT.codePoints().distinct().toArray());
    }

    @Test
    void ends_where_the_condition_is_reached() {
      String text = model.generate("", SAMPLER, 10_000, StopCondition.atLines(3));

      assertThat(text).endsWith("\n");
      assertThat(text.lines()).hasSize(3);
      assertThat(model.generate("", SAMPLER, 10_000)).startsWith(text);
      assertThat(model.generate("", SAMPLER, 5, t -> false)).hasSize(5);
    }

    @Test
    void without_a_sampler_draws_at_half_the_temperature() {
      assertThat(model.defaultSampler()).isEqualTo(Sampler.DEFAULT);
      assertThat(Sampler.DEFAULT).hasToString("temperature 0.5");
      assertThat(Sampler.DEFAULT_OF_WORDS).hasToString("temperature 0.7");
      assertThat(model.generate("il m", 50)).hasSizeGreaterThanOrEqualTo(50);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.generate("", -1))
          .withMessage("length (-1) must be zero or more");
    }

    @Test
    void of_a_line_ends_before_the_line_feed() {
      String line = model.generateLine("il m", SAMPLER);

      assertThat(line).doesNotContain("\n");
      assertThat(model.generate("il m", SAMPLER, 1000)).startsWith(line + "\n");
      assertThat(model.generateLine("il m")).doesNotContain("\n");
    }

    @Test
    void of_a_line_ends_even_if_the_model_writes_no_line_feed() {
      try (CharLanguageModel endless =
          LanguageModels.characters()
              .backend(backend)
              .recurrent(RecurrentSpec.simple(16))
              .training(o -> o.epochs(1).batchSize(2))
              .train("abcd".repeat(200))) {
        assertThat(endless.generateLine("a")).hasSize(LanguageModel.LONGEST_LINE);
      }
    }

    @Test
    void serves_several_threads_at_once() {
      List<String> alone =
          IntStream.range(0, 32)
              .mapToObj(seed -> model.generate("la luna", SAMPLER.seed(seed), 200))
              .toList();

      List<String> together =
          IntStream.range(0, 32)
              .parallel()
              .mapToObj(seed -> model.generate("la luna", SAMPLER.seed(seed), 200))
              .toList();

      assertThat(together).isEqualTo(alone);
    }

    @Test
    void several_streams_take_turns_without_disturbing_each_other() {
      Iterator<String> one = model.stream("la", SAMPLER).iterator();
      Iterator<String> other = model.stream("il", SAMPLER.seed(3)).iterator();
      StringBuilder first = new StringBuilder();
      StringBuilder second = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        first.append(one.next());
        second.append(other.next());
      }

      assertThat(first).hasToString(model.generate("la", SAMPLER, 100));
      assertThat(second).hasToString(model.generate("il", SAMPLER.seed(3), 100));
    }

    @Test
    void refuses_wrong_values() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.generate("", SAMPLER, -1))
          .withMessage("length (-1) must be zero or more");
      assertThatNullPointerException()
          .isThrownBy(() -> model.generate(null, SAMPLER, 1))
          .withMessage("prompt must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> model.stream("", null))
          .withMessage("sampler must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> model.stream("", SAMPLER, null))
          .withMessage("stop must not be null");
    }
  }

  @Nested
  class Streams {
    @Test
    void are_lazy() {
      Iterator<String> symbols = model.stream("il mare", SAMPLER).iterator();

      assertThat(network().scored).hasValue(0);
      assertThat(network().steps).hasValue(0);
      symbols.next();
      assertThat(network().steps).hasValue(1);
    }

    @Test
    void give_one_code_point_at_a_time() {
      assertThat(model.stream("", SAMPLER).limit(2000))
          .allMatch(symbol -> symbol.codePointCount(0, symbol.length()) == 1)
          .contains("😀");
    }

    @Test
    void have_no_end_of_their_own_but_the_condition() {
      assertThat(model.stream("", SAMPLER).limit(100_000).count()).isEqualTo(100_000);
      List<String> symbols = model.stream("", SAMPLER, StopCondition.atText(",")).toList();
      assertThat(symbols.indexOf(",")).isEqualTo(symbols.size() - 1);
    }

    @Test
    void are_in_order_even_if_made_parallel() {
      assertThat(model.stream("", SAMPLER).parallel().limit(50).collect(Collectors.joining()))
          .isEqualTo(model.generate("", SAMPLER, 50));
    }

    @Test
    void may_be_closed() {
      try (Stream<String> symbols = model.stream("", SAMPLER)) {
        assertThat(symbols.findFirst()).isPresent();
      }
    }

    @Test
    void say_so_when_the_model_was_closed_meanwhile() {
      Iterator<String> symbols = model.stream("", SAMPLER).iterator();
      symbols.next();
      model.close();

      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                symbols.next();
                symbols.next();
              })
          .withMessageContaining("closed");
    }
  }

  @Nested
  class TheNextToken {
    @Test
    void has_a_probability_for_each_that_may_be_written_in_descending_order() {
      List<TokenProbability> next = model.next("il m");

      assertThat(next)
          .extracting(TokenProbability::token)
          .containsExactlyInAnyOrder(
              TEXT.codePoints().distinct().mapToObj(Character::toString).toArray(String[]::new));
      assertThat(next)
          .isSortedAccordingTo(
              Comparator.comparingDouble(TokenProbability::probability).reversed());
      assertThat(next.stream().mapToDouble(TokenProbability::probability).sum())
          .isCloseTo(1, within(1e-9));
    }

    @Test
    void is_what_a_greedy_sampler_takes_first() {
      for (String prompt : List.of("", "il m", "la luna", "漢")) {
        assertThat(model.next(prompt).get(0).token())
            .isEqualTo(model.generate(prompt, Sampler.greedy(), 1));
      }
    }

    @Test
    void has_the_probability_of_the_text_but_for_what_is_never_written() {
      double written =
          TEXT.codePoints()
              .distinct()
              .mapToObj(c -> model.logProbabilities("il " + Character.toString(c)))
              .mapToDouble(logP -> Math.exp(logP[3]))
              .sum();
      for (TokenProbability next : model.next("il ")) {
        double logP = model.logProbabilities("il " + next.token())[3];
        assertThat(next.probability()).isCloseTo(Math.exp(logP) / written, within(1e-6));
      }
    }

    @Test
    void is_refused_without_a_prompt_and_by_a_closed_model() {
      assertThatNullPointerException()
          .isThrownBy(() -> model.next(null))
          .withMessage("prompt must not be null");
      model.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> model.next(""))
          .withMessage("the language model is closed");
    }
  }

  @Nested
  class Measuring {
    @Test
    void log_probabilities_are_those_of_each_symbol() {
      double[] logP = model.logProbabilities("il 😀");

      assertThat(model.symbols("il 😀")).containsExactly("i", "l", " ", "😀");
      assertThat(logP).hasSize(4);
      assertThat(Arrays.stream(logP).max().orElseThrow()).isLessThanOrEqualTo(0);
      assertThat(model.logProbabilities("")).isEmpty();
    }

    @Test
    void the_probabilities_of_all_continuations_sum_to_one_but_for_what_is_never_written() {
      double sum =
          TEXT.codePoints()
              .distinct()
              .mapToObj(c -> model.logProbabilities("il " + Character.toString(c)))
              .mapToDouble(logP -> Math.exp(logP[3]))
              .sum();

      assertThat(sum).isBetween(0.9, 1.0);
    }

    @Test
    void bits_per_character_are_their_mean() {
      String text = "il mare 😀";
      double nats = -Arrays.stream(model.logProbabilities(text)).sum();

      assertThat(model.bitsPerCharacter(text)).isCloseTo(nats / Math.log(2) / 9, within(1e-12));
    }

    @Test
    void a_long_text_is_read_in_parts_with_the_same_result() {
      double[] whole = model.logProbabilities(TEXT);

      assertThat(Arrays.copyOf(whole, 100))
          .isEqualTo(model.logProbabilities(TEXT.substring(0, TEXT.offsetByCodePoints(0, 100))));
      assertThat(network().steps).hasValue(0);
    }

    @Test
    void what_was_learned_is_told_better_than_what_was_not() {
      assertThat(model.bitsPerCharacter("il mare\n"))
          .isLessThan(model.bitsPerCharacter("ralo,,nu"));
    }

    @Test
    void an_empty_text_has_no_bits_per_character() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.bitsPerCharacter(""))
          .withMessage("text must not be empty");
    }
  }

  @Nested
  class Words {
    private final WordLanguageModel words =
        train(LanguageModels.words().tied(false).embedding(8).unroll(5));

    @Test
    void is_hotter_by_default_than_one_of_characters() {
      assertThat(words.defaultSampler()).isEqualTo(Sampler.DEFAULT_OF_WORDS);
    }

    @Test
    void are_symbols_with_the_space_before_them() {
      assertThat(words.symbols("il mare, e")).containsExactly("il", " mare", ",", " e");
      assertThat(words.generate("il", SAMPLER, 200)).contains(" mare").doesNotContain("  ");
    }

    @Test
    void a_text_ends_within_a_symbol_where_the_condition_is_reached_there() {
      String text = words.generate("il", SAMPLER, 500, StopCondition.atText("ar"));

      assertThat(text).endsWith(" mar");
    }

    @Test
    void bits_are_counted_per_character() {
      double nats = -Arrays.stream(words.logProbabilities("il mare")).sum();

      assertThat(words.bitsPerCharacter("il mare"))
          .isCloseTo(nats / Math.log(2) / 7, within(1e-12));
    }
  }

  @Nested
  class Closing {
    @Test
    void releases_everything_and_may_be_repeated() {
      model.close();
      model.close();

      assertThat(backend.isReleased()).isTrue();
    }

    @Test
    void ends_all_use() {
      model.close();

      for (Runnable use :
          List.<Runnable>of(
              () -> model.generate("", SAMPLER, 0),
              () -> model.stream("", SAMPLER),
              () -> model.logProbabilities("a"),
              () -> model.bitsPerCharacter("a"))) {
        assertThatIllegalStateException()
            .isThrownBy(use::run)
            .withMessage("the language model is closed");
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> model.save(Path.of("closed.ginestra")))
          .withMessage("the language model is closed");
    }
  }

  @Nested
  class Files {
    @TempDir private Path directory;

    @Test
    void bring_back_the_same_model() throws IOException {
      Path file = directory.resolve("model.ginestra");
      model.save(file);

      try (CharLanguageModel loaded = CharLanguageModel.loader().backend(backend).load(file)) {
        assertThat(loaded.generate("il", SAMPLER, 100))
            .isEqualTo(model.generate("il", SAMPLER, 100));
        assertThat(loaded.logProbabilities(TEXT)).isEqualTo(model.logProbabilities(TEXT));
        assertThat(loaded.history()).isEqualTo(model.history());
        assertThat(loaded.provenance()).isEqualTo(model.provenance());
        assertThat(loaded.describe()).isEqualTo(model.describe());
        assertThat(network().spec).isEqualTo(backend.trainings.get(0).spec);
      }
    }

    @Test
    void keep_every_part_of_the_network() throws IOException {
      Path file = directory.resolve("model.ginestra");
      NetworkSpec spec;
      try (CharLanguageModel full =
          train(
              LanguageModels.characters()
                  .embedding(64)
                  .tied(true)
                  .inputDropout(0.125)
                  .outputDropout(0.25)
                  .variationalDropout(true))) {
        spec = network().spec;
        full.save(file);
      }

      CharLanguageModel.loader().backend(backend).load(file).close();

      assertThat(network().spec).isEqualTo(spec);
    }

    @Test
    void of_another_kind_are_refused() throws IOException {
      Path classifier = directory.resolve("classifier.ginestra");
      SavedModels.full().save(classifier);
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> CharLanguageModel.loader().backend(backend).load(classifier))
          .withMessageContaining("holds a model of the kind classifier, not a language-model");

      Path characters = directory.resolve("characters.ginestra");
      model.save(characters);
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> WordLanguageModel.loader().backend(backend).load(characters))
          .withMessageContaining("\"tokenizer\" (characters) is not that of a model of words");
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> SequenceClassifier.loader().backend(new BagBackend()).load(characters))
          .withMessageContaining("holds a model of the kind language-model, not a classifier");
    }
  }

  @Test
  void it_says_what_it_is() {
    assertThat(model.describe())
        .startsWith("Language model: SimpleRNN(64), 16 tokens\n")
        .contains("tokens of \"characters\"; 14 known")
        .contains("trainingSymbols 592, validationSymbols 148")
        .contains("unroll 10");
    assertThat(model.provenance().corpusSha256()).isEqualTo(SHA_256_OF_TEXT);
    assertThat(model.provenance().metrics()).containsKeys("trainingLoss", "validationLoss");
  }

  /** {@code sha256sum} of the text. */
  private static final String SHA_256_OF_TEXT =
      "1cff09693182249a6af78c9ca8e596ca848587a3518c57fc4e36bf3ac8c36123";
}
