package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BigramBackend;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageMemoryTest {
  private static final String TEXT =
      "il mare, il sole\nla luna e il mare\nperché la sera torna sul mare?\n".repeat(12);
  private static final Sampler SAMPLER = Sampler.temperature(0.5).seed(3);

  @TempDir Path folder;

  private static <M extends LanguageModel> LanguageModelBuilder<M> small(
      LanguageModelBuilder<M> builder) {
    return builder
        .recurrent(RecurrentSpec.simple(64))
        .embedding(64)
        .unroll(10)
        .training(options -> options.epochs(1).batchSize(4).learningRate(2).seed(1))
        .backend(new BigramBackend());
  }

  private static CharLanguageModel train(String text) {
    return small(LanguageModels.characters()).train(text);
  }

  private static CharLanguageModel load(Path file) throws IOException {
    return CharLanguageModel.loader().backend(new BigramBackend()).load(file);
  }

  private static double loss(LanguageModel model, String text) {
    return -Arrays.stream(model.logProbabilities(text)).average().orElseThrow();
  }

  @Test
  void is_on_by_default_for_characters_verse_and_words() {
    assertThat(LanguageModels.characters().config().memory()).isEqualTo(8);
    assertThat(LanguageModels.verse().config().memory()).isEqualTo(8);
    assertThat(LanguageModels.words().config().memory()).isEqualTo(4);
    assertThat(LanguageModels.words().memory(3).config().memory()).isEqualTo(3);
    assertThat(LanguageModels.words().withoutMemory().config().memory()).isZero();
  }

  @Test
  void is_part_of_the_configuration_and_of_the_provenance() {
    LanguageModelConfig config = LanguageModels.characters().memory(5).config();

    assertThat(LanguageModelConfig.fromJson(config.toJson())).isEqualTo(config);
    assertThat(config.toBuilder().config()).isEqualTo(config);
    try (CharLanguageModel model = small(LanguageModels.characters()).memory(5).train(TEXT)) {
      assertThat(model.provenance().options()).containsEntry("memory", "5");
      assertThat(model.provenance().metrics())
          .containsKeys("networkLoss", "memoryLoss", "mixedLoss");
      assertThat(model.describe()).contains("n-grams of up to 5 symbols");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 17})
  void has_an_order_from_one_to_sixteen(int order) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageModels.characters().memory(order))
        .withMessage("order (" + order + ") must be in [1, 16]");
  }

  @Test
  void predicts_better_than_the_network_alone() {
    String learned = TEXT.substring(0, TEXT.length() - 100);
    String other = "la sera e il mare torna";
    try (CharLanguageModel model = train(learned);
        CharLanguageModel alone =
            small(LanguageModels.characters()).withoutMemory().train(learned)) {
      LanguageModel.Contributions losses = model.contributions(other);

      assertThat(loss(model, other)).isLessThan(loss(alone, other));
      assertThat(losses.network()).isCloseTo(loss(alone, other), within(1e-5));
      assertThat(losses.together()).isCloseTo(loss(model, other), within(1e-5));
      assertThat(losses.together()).isLessThan(losses.network());
    }
  }

  @Test
  void leaves_the_training_of_the_network_as_it_was() {
    try (CharLanguageModel model = train(TEXT);
        CharLanguageModel alone = small(LanguageModels.characters()).withoutMemory().train(TEXT)) {
      assertThat(model.history().best().orElseThrow().validationLoss())
          .isEqualTo(alone.history().best().orElseThrow().validationLoss());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "il mare",
        "\n",
        "il m",
        "zzz Ж 😀",
        "il mare, il sole\nla luna e il mare\nperché"
      })
  void gives_probabilities_that_sum_to_one_and_are_those_of_the_text(String prompt) {
    try (CharLanguageModel model = train(TEXT)) {
      for (LanguageModel each : List.of(model, model.adaptive())) {
        List<LanguageModel.TokenProbability> next = each.next(prompt);
        assertThat(next.stream().mapToDouble(LanguageModel.TokenProbability::probability).sum())
            .isCloseTo(1, within(1e-9));
        double[] logP = each.logProbabilities(prompt + next.get(0).token());
        double unknown = Math.log(next.get(0).probability()) - logP[logP.length - 1];
        assertThat(unknown).isBetween(0.0, 0.1); // what is never written
        assertThat(Arrays.stream(logP)).allMatch(p -> p <= 0 && Double.isFinite(p));
      }
    }
  }

  @Test
  void writes_the_same_for_the_same_seed_and_begins_each_text_anew() {
    try (CharLanguageModel model = train(TEXT)) {
      for (LanguageModel each : List.of(model, model.adaptive())) {
        String first = each.generate("il m", SAMPLER, 300);
        each.generate("la luna la luna", SAMPLER.seed(9), 300);

        assertThat(each.generate("il m", SAMPLER, 300)).isEqualTo(first);
        assertThat(each.stream("il m", SAMPLER).limit(300).collect(Collectors.joining()))
            .isEqualTo(first);
      }
    }
  }

  @Test
  void is_left_out_of_a_view_whose_network_then_predicts_alone() {
    try (CharLanguageModel model = train(TEXT)) {
      CharLanguageModel network = model.withoutMemory();

      assertThat(loss(network, TEXT))
          .isCloseTo(model.contributions(TEXT).network(), within(1e-6))
          .isGreaterThan(loss(model, TEXT));
      assertThat(network.adaptive().next("il")).isEqualTo(model.adaptive().next("il"));
    }
    try (CharLanguageModel model = small(LanguageModels.characters()).withoutMemory().train(TEXT)) {
      assertThat(model.withoutMemory().next("il")).isEqualTo(model.next("il"));
    }
  }

  @Test
  void is_saved_and_loaded_with_the_model() throws IOException {
    Path file = folder.resolve("model.ginestra");
    try (CharLanguageModel model = train(TEXT)) {
      model.save(file);
      try (CharLanguageModel loaded = load(file)) {
        assertThat(loaded.logProbabilities(TEXT)).isEqualTo(model.logProbabilities(TEXT));
        assertThat(loaded.adaptive().logProbabilities(TEXT))
            .isEqualTo(model.adaptive().logProbabilities(TEXT));
        assertThat(loaded.generate("", SAMPLER, 100)).isEqualTo(model.generate("", SAMPLER, 100));
        assertThat(loaded.describe()).isEqualTo(model.describe());
        loaded.save(folder.resolve("again.ginestra"));
      }
    }
    assertThat(Files.readAllBytes(folder.resolve("again.ginestra")))
        .isEqualTo(Files.readAllBytes(file));
    assertThat(ModelArchive.read(file).version()).isEqualTo(3);
  }

  @Test
  void must_be_there_if_the_file_names_it() throws IOException {
    Path file = folder.resolve("model.ginestra");
    try (CharLanguageModel model = train(TEXT)) {
      model.save(file);
    }
    ModelArchive whole = ModelArchive.read(file);
    new ModelArchive(3, whole.kind(), whole.model(), whole.provenance(), whole.weights())
        .write(file);

    assertThat(catchThrowable(() -> load(file)))
        .hasMessageContaining("\"memory\" and the entry of its n-grams must be there together");
  }

  @Test
  void serves_models_of_words_too() {
    try (WordLanguageModel model = small(LanguageModels.words().inputDropout(0)).train(TEXT)) {
      assertThat(model.generate("la luna e il", Sampler.greedy(), 2)).isEqualTo(" mare\n");
      assertThat(model.adaptive().generate("la luna", Sampler.greedy(), 20)).isNotEmpty();
    }
  }

  @Test
  void is_fitted_on_the_end_of_the_text_where_nothing_is_held_out() {
    try (CharLanguageModel model =
        small(LanguageModels.characters())
            .training(options -> options.validationFraction(0).patience(0))
            .train(TEXT)) {
      assertThat(model.provenance().metrics()).containsKey("mixedLoss");
      assertThat(loss(model, TEXT)).isLessThan(0.5);
    }
  }

  @Test
  void counts_what_was_held_out_but_no_validation_text_of_its_own() {
    String end = "così tra questa immensità s'annega il pensier mio\n";
    try (CharLanguageModel held = train(TEXT + end);
        CharLanguageModel given = small(LanguageModels.characters()).train(TEXT, end)) {
      assertThat(held.contributions(end).memory()).isLessThan(1);
      assertThat(given.contributions(end).memory()).isGreaterThan(1);
    }
  }

  @Test
  void makes_the_first_text_of_a_training_readable() {
    List<String> samples = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onSample(int epoch, String text) {
            samples.add(text);
          }
        };
    small(LanguageModels.characters())
        .training(options -> options.learningRate(1e-4)) // nothing is learned in one epoch
        .samples(1, "il mare", SAMPLER, 400)
        .listener(listener)
        .train(TEXT)
        .close();
    List<String> known = List.of(TEXT.split("[^\\p{L}]+"));
    List<String> words = List.of(samples.get(0).strip().split("[^\\p{L}]+"));

    assertThat(words.subList(1, words.size() - 1).stream().filter(known::contains).count())
        .isGreaterThan((long) (0.9 * (words.size() - 2)));
  }

  @Test
  void remembers_how_a_word_began_that_is_longer_than_its_n_grams() {
    String text = "contemplando contemplasti infinità infinitamente\n".repeat(40);
    try (CharLanguageModel model = small(LanguageModels.characters()).memory(2).train(text)) {
      Set<String> known = Set.copyOf(List.of(text.split("\\s")));
      String[] written = model.generate("", Sampler.temperature(0.5).seed(1), 2_000).split("\\s");

      assertThat(Arrays.stream(written).limit(written.length - 1))
          .filteredOn(known::contains)
          .hasSizeGreaterThan((int) (0.97 * written.length));
    }
  }

  @Test
  void has_no_words_where_the_symbols_are_words_or_a_script_does_not_separate_them()
      throws IOException {
    Path file = folder.resolve("model.ginestra");
    String chinese = "床前明月光疑是地上霜举头望明月低头思故乡".repeat(20);
    try (WordLanguageModel model = small(LanguageModels.words().inputDropout(0)).train(TEXT)) {
      model.save(file);
    }
    assertThat(ModelArchive.read(file).model().object("memory").has("words")).isFalse();
    try (CharLanguageModel model = train(chinese)) {
      model.save(file);
    }
    assertThat(ModelArchive.read(file).model().object("memory").has("words")).isFalse();
    try (CharLanguageModel model = train(TEXT)) {
      model.save(file);
    }
    assertThat(ModelArchive.read(file).model().object("memory").has("words")).isTrue();
  }

  @Nested
  class Adaptive {
    @Test
    void expects_again_what_it_has_read() {
      String names = "Teresa Fattorini e Nerina. ".repeat(6);
      try (CharLanguageModel model = train(TEXT + names.substring(0, 27))) {
        assertThat(loss(model.adaptive(), names)).isLessThan(loss(model, names) - 0.1);
      }
    }

    @Test
    void stays_within_its_memory_however_long_the_text_is() {
      try (CharLanguageModel model = train(TEXT)) {
        Random random = new Random(1);
        String noise =
            IntStream.range(0, 120_000)
                .mapToObj(i -> TEXT.substring(random.nextInt(60)).substring(0, 1))
                .collect(Collectors.joining());

        assertThat(Arrays.stream(model.adaptive().logProbabilities(noise)))
            .allMatch(Double::isFinite);
      }
    }

    @Test
    void needs_a_memory() {
      try (CharLanguageModel model =
          small(LanguageModels.characters()).withoutMemory().train(TEXT)) {
        assertThatIllegalStateException()
            .isThrownBy(model::adaptive)
            .withMessageContaining("no memory")
            .withMessageContaining("memory(order)");
      }
    }

    @Test
    void is_closed_with_its_model() {
      CharLanguageModel model = train(TEXT);
      CharLanguageModel adaptive = model.adaptive();
      model.close();

      assertThatIllegalStateException().isThrownBy(() -> adaptive.next("il"));
    }
  }

  @Nested
  class Texts {
    @Test
    void with_an_appendix_in_another_script_are_learned_to_the_end() {
      String greek = "μῆνιν ἄειδε θεὰ Πηληϊάδεω Ἀχιλῆος οὐλομένην, ἣ μυρί᾽ Ἀχαιοῖς ἄλγε᾽ ἔθηκε\n";
      String text = TEXT + greek + "il mare, il sole\n";
      List<EpochMetrics> epochs = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void onEpoch(EpochMetrics metrics) {
              epochs.add(metrics);
            }
          };
      try (CharLanguageModel model =
          small(LanguageModels.characters())
              .training(options -> options.epochs(8).patience(3).learningRate(0.3))
              .listener(listener)
              .train(text)) {
        assertThat(epochs).hasSize(8);
        assertThat(model.history().best().orElseThrow().epoch()).isGreaterThan(1);
        assertThat(model.next("").stream().map(LanguageModel.TokenProbability::token))
            .contains("μ", "θ");
        assertThat(Integer.parseInt(model.provenance().options().get("validationUnknown")))
            .isBetween(40, greek.length());
      }
    }

    @Test
    void are_read_alike_whatever_their_line_ends_marks_and_composition() throws IOException {
      String decomposed =
          java.text.Normalizer.normalize(TEXT, java.text.Normalizer.Form.NFD).replace("\n", "\r\n");
      Path file = Files.writeString(folder.resolve("text.txt"), "\uFEFF" + decomposed);
      try (CharLanguageModel plain = train(TEXT);
          CharLanguageModel string = train(Files.readString(file));
          CharLanguageModel path = small(LanguageModels.characters()).train(file);
          CharLanguageModel reader =
              small(LanguageModels.characters())
                  .train(new StringReader(TEXT.replace("\n", "\r")))) {
        for (CharLanguageModel other : List.of(string, path, reader)) {
          assertThat(other.provenance().corpusSha256())
              .isEqualTo(plain.provenance().corpusSha256());
          assertThat(other.logProbabilities(TEXT)).isEqualTo(plain.logProbabilities(TEXT));
          assertThat(other.generate("", SAMPLER, 200)).isEqualTo(plain.generate("", SAMPLER, 200));
        }
        assertThat(plain.logProbabilities(decomposed)).isEqualTo(plain.logProbabilities(TEXT));
        assertThat(plain.bitsPerCharacter("\uFEFF" + decomposed))
            .isEqualTo(plain.bitsPerCharacter(TEXT));
        assertThat(plain.generate("il mare\r\n", SAMPLER, 50))
            .isEqualTo(plain.generate("il mare\n", SAMPLER, 50));
        assertThat(plain.next("perche\u0301 ")).isEqualTo(plain.next("perché "));
      }
    }
  }
}
