package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Capability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model trained and saved on one of two backends answers the same on the other, in both
 * directions. For modules that have two backends on their class path.
 */
@Tag("slow")
public abstract class PortabilityContract {
  /** For subclasses. */
  protected PortabilityContract() {}

  /**
   * Returns one of the backends.
   *
   * @return a backend, which may be a new one at each call
   */
  protected abstract Backend first();

  /**
   * Returns the other backend.
   *
   * @return a backend, which may be a new one at each call
   */
  protected abstract Backend second();

  static Stream<RecurrentSpec> networks() {
    return Fixtures.recurrentSpecs(6, 1, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void what_the_first_trained_answers_the_same_on_the_second(
      RecurrentSpec recurrent, @TempDir Path folder) throws IOException {
    assertPortable(recurrent, first(), second(), folder.resolve("model.ginestra"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void what_the_second_trained_answers_the_same_on_the_first(
      RecurrentSpec recurrent, @TempDir Path folder) throws IOException {
    assertPortable(recurrent, second(), first(), folder.resolve("model.ginestra"));
  }

  @Test
  void what_the_first_calibrated_answers_the_same_on_the_second(@TempDir Path folder)
      throws IOException {
    assertCalibratedIsPortable(first(), second(), folder.resolve("model.ginestra"));
  }

  @Test
  void what_the_second_calibrated_answers_the_same_on_the_first(@TempDir Path folder)
      throws IOException {
    assertCalibratedIsPortable(second(), first(), folder.resolve("model.ginestra"));
  }

  @Test
  void a_language_model_of_the_first_writes_the_same_text_on_the_second(@TempDir Path folder)
      throws IOException {
    assertWritesTheSame(first(), second(), folder.resolve("model.ginestra"));
  }

  @Test
  void a_language_model_of_the_second_writes_the_same_text_on_the_first(@TempDir Path folder)
      throws IOException {
    assertWritesTheSame(second(), first(), folder.resolve("model.ginestra"));
  }

  private void assertWritesTheSame(Backend from, Backend to, Path file) throws IOException {
    assumeTrue(
        from.capabilities().contains(Capability.TRAINING), () -> from.name() + " does not train");
    Sampler sampler = Sampler.temperature(0.8).seed(7);
    try (CharLanguageModel trained =
        SmallLanguageModels.characters(from)
            .training(options -> options.epochs(4))
            .train(SmallLanguageModels.TEXT)) {
      trained.save(file);
      try (CharLanguageModel loaded = CharLanguageModel.loader().backend(to.name()).load(file)) {
        assertThat(loaded.logProbabilities(SmallLanguageModels.TEXT))
            .containsExactly(trained.logProbabilities(SmallLanguageModels.TEXT), within(1e-4));
        assertThat(loaded.generate(SmallLanguageModels.PROMPT, sampler, 200))
            .isEqualTo(trained.generate(SmallLanguageModels.PROMPT, sampler, 200));
      }
    }
  }

  private void assertPortable(RecurrentSpec recurrent, Backend from, Backend to, Path file)
      throws IOException {
    assumeTrue(
        from.capabilities().contains(Capability.TRAINING), () -> from.name() + " does not train");
    try (SequenceClassifier trained = SmallClassifiers.train(from, recurrent)) {
      assertPortable(trained, to, file);
    }
  }

  private void assertCalibratedIsPortable(Backend from, Backend to, Path file) throws IOException {
    assumeTrue(
        from.capabilities().contains(Capability.TRAINING), () -> from.name() + " does not train");
    try (SequenceClassifier trained = SmallClassifiers.train(from, RecurrentSpec.gru(6));
        SequenceClassifier calibrated = trained.calibrate(SmallClassifiers.HELD_OUT)) {
      assertThat(calibrated.temperature()).isNotEqualTo(1);
      assertPortable(calibrated, to, file);
    }
  }

  private void assertPortable(SequenceClassifier trained, Backend to, Path file)
      throws IOException {
    trained.save(file);
    try (SequenceClassifier loaded = SequenceClassifier.loader().backend(to.name()).load(file)) {
      assertThat(loaded.temperature()).isEqualTo(trained.temperature());
      for (String text : SmallClassifiers.TEXTS) {
        ArchiveContract.assertClose(
            loaded.classify(text).probabilities(), trained.classify(text).probabilities());
      }
    }
  }
}
