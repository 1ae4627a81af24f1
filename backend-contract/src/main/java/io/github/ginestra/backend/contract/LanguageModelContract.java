package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.StopCondition;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Language models as users train them: they learn, and are saved. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
abstract class LanguageModelContract extends BackendUnderTest {
  private static final String TEXT = SmallLanguageModels.TEXT;
  private static final String PROMPT = SmallLanguageModels.PROMPT;
  private static final Sampler SAMPLER = Sampler.temperature(1).seed(5);

  private CharLanguageModel model;

  LanguageModelContract(Supplier<Backend> backend) {
    super(backend);
  }

  @BeforeAll
  void train() {
    requireTraining();
    model = SmallLanguageModels.characters(backend()).train(TEXT);
  }

  @AfterAll
  void close() {
    if (model != null) {
      model.close();
    }
  }

  private static double nats(LanguageModel model, String text) {
    return model.bitsPerCharacter(text) * Math.log(2);
  }

  @Test
  void a_short_text_is_memorised() {
    assertThat(model.bitsPerCharacter(TEXT)).isLessThan(0.3);
    assertThat(model.generate(PROMPT, Sampler.greedy(), 200, StopCondition.atLines(2)))
        .isEqualTo(", passa l'ora,\ne la luna è bianca ancora.\n");
  }

  static Stream<RecurrentSpec> networks() {
    return Stream.of(
        RecurrentSpec.gru(32),
        RecurrentSpec.lstm(24).layers(2).dropoutBetweenLayers(0.1),
        RecurrentSpec.simple(32));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void every_kind_of_network_learns_and_is_saved(RecurrentSpec recurrent, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("model.ginestra");
    try (CharLanguageModel trained =
        SmallLanguageModels.characters(backend())
            .recurrent(recurrent)
            .training(options -> options.epochs(10))
            .train(TEXT)) {
      assertThat(nats(trained, TEXT)).isLessThan(2); // by the frequencies alone: 2.76
      trained.save(file);
      assertSame(trained, file);
    }
  }

  @Test
  void tied_one_hot_and_same_dropout_at_each_step_learn_too() {
    try (CharLanguageModel tied =
            SmallLanguageModels.characters(backend())
                .embedding(32)
                .tied(true)
                .inputDropout(0.1)
                .variationalDropout(true)
                .training(options -> options.epochs(10))
                .train(TEXT);
        CharLanguageModel oneHot =
            SmallLanguageModels.characters(backend())
                .oneHot()
                .training(options -> options.epochs(10))
                .train(TEXT)) {
      assertThat(nats(tied, TEXT)).isLessThan(2);
      assertThat(nats(oneHot, TEXT)).isLessThan(2);
    }
  }

  @Test
  void windows_are_learned_too() {
    try (CharLanguageModel windows =
        SmallLanguageModels.characters(backend())
            .windows(12)
            .training(options -> options.epochs(4).batchSize(32))
            .train(TEXT)) {
      assertThat(windows.history().best().orElseThrow().validationLoss().orElseThrow())
          .isLessThan(1.5);
    }
  }

  @Test
  void words_are_learned_too() {
    try (WordLanguageModel words =
        LanguageModels.words()
            .recurrent(RecurrentSpec.lstm(32))
            .embedding(32)
            .inputDropout(0)
            .outputDropout(0.1)
            .unroll(10)
            .threads(1)
            .backend(backend().name())
            .training(options -> options.epochs(20).batchSize(4).learningRate(1e-2).seed(3))
            .train(TEXT)) {
      assertThat(words.generate("canta il", Sampler.greedy(), 40, StopCondition.atLines(1)))
          .isEqualTo(" vento, passa l'ora,\n");
    }
  }

  @Test
  void the_same_seed_trains_the_same_model_to_the_last_bit() {
    try (CharLanguageModel again = SmallLanguageModels.characters(backend()).train(TEXT);
        CharLanguageModel other =
            SmallLanguageModels.characters(backend())
                .training(options -> options.epochs(1).seed(4))
                .train(TEXT)) {
      assertThat(again.logProbabilities(TEXT)).isEqualTo(model.logProbabilities(TEXT));
      assertThat(other.logProbabilities(TEXT)).isNotEqualTo(model.logProbabilities(TEXT));
    }
  }

  @Test
  void the_validation_loss_is_what_the_model_measures() {
    int cut = TEXT.length() - Math.round(TEXT.length() * 0.1f);
    try (CharLanguageModel alone =
        SmallLanguageModels.characters(backend()).withoutMemory().train(TEXT)) {
      double loss = alone.history().best().orElseThrow().validationLoss().orElseThrow();
      double[] logP = alone.logProbabilities(TEXT.substring(cut - 100));
      double nats = -Arrays.stream(logP).skip(100).average().orElseThrow();

      assertThat(nats).isCloseTo(loss, within(1e-3));
      assertThat(model.history().best().orElseThrow().validationLoss()).hasValue(loss);
    }
  }

  @Test
  void an_interrupted_training_returns_at_once_with_a_model_that_writes() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            if (progress.step() == 20) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (CharLanguageModel early =
        SmallLanguageModels.characters(backend())
            .listener(interrupting)
            .training(options -> options.epochs(100_000))
            .train(TEXT)) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(early.generate(PROMPT, SAMPLER, 20)).hasSize(20);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void a_saved_model_is_the_same_to_the_last_bit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.ginestra");
    model.save(file);

    assertSame(model, file);
    assertThat(ModelArchive.read(file).provenance().engine()).isEqualTo(backend().start(SETTINGS));
  }

  private void assertSame(CharLanguageModel expected, Path file) throws IOException {
    try (CharLanguageModel loaded = load(file)) {
      assertThat(loaded.logProbabilities(TEXT)).isEqualTo(expected.logProbabilities(TEXT));
      assertThat(loaded.generate(PROMPT, SAMPLER, 100))
          .isEqualTo(expected.generate(PROMPT, SAMPLER, 100));
      assertThat(loaded.history()).isEqualTo(expected.history());
      assertThat(loaded.describe()).isEqualTo(expected.describe());
    }
  }

  private CharLanguageModel load(Path file) throws IOException {
    return CharLanguageModel.loader().backend(backend().name()).load(file);
  }
}
