package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifiers are saved and loaded without a change, and those saved long ago still answer. */
abstract class ArchiveContract extends BackendUnderTest {
  private static final double TOLERANCE = 1e-5;
  private static final double GOLDEN_TEMPERATURE = 2.2927852027282136;

  ArchiveContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<RecurrentSpec> networks() {
    return Fixtures.recurrentSpecs(6, 1, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void a_saved_classifier_answers_to_the_last_bit_as_before_and_as_its_file_says(
      RecurrentSpec recurrent, @TempDir Path folder) throws IOException {
    requireTraining();
    Path file = folder.resolve("model.ginestra");
    try (SequenceClassifier trained = SmallClassifiers.train(backend(), recurrent)) {
      trained.save(file);
      ArchiveOracle oracle = ArchiveOracle.of(file);
      try (SequenceClassifier loaded = load(file)) {
        for (String text : SmallClassifiers.TEXTS) {
          Map<String, Double> answer = loaded.classify(text).probabilities();
          assertThat(answer).isEqualTo(trained.classify(text).probabilities());
          assertClose(answer, oracle.classify(text));
        }
        assertThat(loaded.describe()).isEqualTo(trained.describe());
        assertThat(loaded.history()).isEqualTo(trained.history());
      }
    }
  }

  @Test
  void a_calibrated_classifier_answers_to_the_last_bit_as_before_and_as_its_file_says(
      @TempDir Path folder) throws IOException {
    requireTraining();
    Path file = folder.resolve("model.ginestra");
    SequenceClassifier trained = SmallClassifiers.train(backend(), RecurrentSpec.gru(6));
    try (SequenceClassifier calibrated = trained.calibrate(SmallClassifiers.HELD_OUT)) {
      trained.close();
      calibrated.save(file);
      ArchiveOracle oracle = ArchiveOracle.of(file);
      try (SequenceClassifier loaded = load(file)) {
        for (String text : SmallClassifiers.TEXTS) {
          Map<String, Double> answer = loaded.classify(text).probabilities();
          assertThat(answer).isEqualTo(calibrated.classify(text).probabilities());
          assertClose(answer, oracle.classify(text));
        }
        assertThat(loaded.temperature()).isEqualTo(calibrated.temperature()).isNotEqualTo(1);
        assertThat(loaded.describe()).isEqualTo(calibrated.describe());
      }
    }
  }

  @Test
  void a_model_names_the_engine_that_trained_it(@TempDir Path folder) throws IOException {
    requireTraining();
    Path file = folder.resolve("model.ginestra");
    try (SequenceClassifier trained = SmallClassifiers.train(backend(), RecurrentSpec.gru(2))) {
      trained.save(file);
      assertThat(ModelArchive.read(file).provenance().engine())
          .isEqualTo(backend().start(SETTINGS));
    }
  }

  @Test
  void a_network_gives_back_its_weights_to_the_last_bit() {
    NetworkSpec spec = Fixtures.spamLike();
    Weights weights = Fixtures.weights(spec);
    try (Network network = load(spec, weights)) {
      network.score(Fixtures.batch(1, 3, 5));
      Weights returned = network.weights();
      assertThat(returned.names()).containsExactlyElementsOf(weights.names());
      for (String name : weights.names()) {
        assertThat(returned.get(name).shape()).isEqualTo(weights.get(name).shape());
        assertThat(returned.get(name).values()).isEqualTo(weights.get(name).values());
      }
    }
  }

  @Test
  void the_golden_model_of_version_1_answers_as_it_always_did(@TempDir Path folder)
      throws IOException {
    GoldenArchive golden = GoldenArchive.classifier(1);
    List<double[]> answers = golden.answers();
    assertThat(answers).hasSameSizeAs(SmallClassifiers.TEXTS);
    try (SequenceClassifier loaded = load(golden.copyTo(folder))) {
      assertThat(loaded.labels()).isEqualTo(GoldenArchive.LABELS);
      assertThat(loaded.history().epochs()).hasSize(10);
      assertThat(loaded.provenance().seed()).isEqualTo(3);
      assertThat(loaded.provenance().engine()).isEqualTo("PyTorch 2.7.1 (DJL 0.35.1)");
      assertThat(loaded.temperature()).isEqualTo(1);
      assertAnswers(loaded, answers);
    }
  }

  @Test
  void the_golden_model_of_version_2_is_calibrated_and_answers_as_it_always_did(
      @TempDir Path folder) throws IOException {
    GoldenArchive golden = GoldenArchive.classifier(2);
    List<double[]> answers = golden.answers();
    assertThat(answers).hasSameSizeAs(SmallClassifiers.TEXTS);
    try (SequenceClassifier loaded = load(golden.copyTo(folder))) {
      assertThat(loaded.labels()).isEqualTo(GoldenArchive.LABELS);
      assertThat(loaded.temperature()).isCloseTo(GOLDEN_TEMPERATURE, within(1e-9));
      assertThat(loaded.provenance().options()).containsEntry("calibrationExamples", "10");
      assertAnswers(loaded, answers);
    }
  }

  @Test
  void the_golden_model_of_version_3_weighs_its_paths_and_answers_as_it_always_did(
      @TempDir Path folder) throws IOException {
    GoldenArchive golden = GoldenArchive.classifier(3);
    List<double[]> answers = golden.answers();
    assertThat(answers).hasSameSizeAs(SmallClassifiers.TEXTS);
    try (SequenceClassifier loaded = load(golden.copyTo(folder))) {
      assertThat(loaded.describe()).contains("the network counts");
      assertThat(loaded.classify(SmallClassifiers.TEXTS.get(0)).rejected()).isFalse();
      assertThat(loaded.classify(SmallClassifiers.TEXTS.get(5)).rejected()).isTrue();
      assertAnswers(loaded, answers);
    }
  }

  @Test
  void the_golden_model_of_characters_weighs_models_of_its_labels_and_answers_as_it_always_did(
      @TempDir Path folder) throws IOException {
    GoldenArchive golden = GoldenArchive.classifierOfCharacters();
    List<double[]> answers = golden.answers();
    assertThat(answers).hasSameSizeAs(SmallClassifiers.TEXTS);
    try (SequenceClassifier loaded = load(golden.copyTo(folder))) {
      assertThat(loaded.describe()).contains("of n-grams for each label");
      assertAnswers(loaded, answers);
    }
  }

  private static void assertAnswers(SequenceClassifier loaded, List<double[]> answers) {
    for (int i = 0; i < answers.size(); i++) {
      Map<String, Double> answer = loaded.classify(SmallClassifiers.TEXTS.get(i)).probabilities();
      for (int l = 0; l < GoldenArchive.LABELS.size(); l++) {
        assertThat(answer.get(GoldenArchive.LABELS.get(l)))
            .isCloseTo(answers.get(i)[l], within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "3-words"})
  void the_golden_language_model_of_each_version_answers_as_it_always_did(
      String version, @TempDir Path folder) throws IOException {
    GoldenArchive golden = GoldenArchive.languageModel(version);
    List<double[]> answers = golden.answers();
    assertThat(answers).hasSameSizeAs(GoldenArchive.SONGS);
    try (CharLanguageModel loaded =
        CharLanguageModel.loader().backend(backend().name()).load(golden.copyTo(folder))) {
      assertThat(loaded.provenance().seed()).isEqualTo(3);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(loaded.logProbabilities(GoldenArchive.SONGS.get(i)))
            .containsExactly(answers.get(i), within(TOLERANCE));
      }
    }
  }

  @Test
  void a_loaded_model_is_saved_again_as_it_was(@TempDir Path folder) throws IOException {
    Path classifier = GoldenArchive.classifier(1).copyTo(folder);
    Path songs = GoldenArchive.languageModel("1").copyTo(folder);
    Path again = folder.resolve("again.ginestra");
    try (SequenceClassifier loaded = load(classifier)) {
      loaded.save(again);
      assertSameWeights(classifier, again);
    }
    try (CharLanguageModel loaded =
        CharLanguageModel.loader().backend(backend().name()).load(songs)) {
      loaded.save(again);
      assertSameWeights(songs, again);
    }
  }

  private static void assertSameWeights(Path first, Path second) throws IOException {
    Weights expected = ModelArchive.read(first).weights();
    Weights actual = ModelArchive.read(second).weights();
    assertThat(actual.names()).containsExactlyElementsOf(expected.names());
    for (String name : expected.names()) {
      assertThat(actual.get(name).values()).as(name).isEqualTo(expected.get(name).values());
    }
  }

  private SequenceClassifier load(Path file) throws IOException {
    return SequenceClassifier.loader().backend(backend().name()).load(file);
  }

  static void assertClose(Map<String, Double> actual, Map<String, Double> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (label, probability) ->
            assertThat(actual.get(label)).as(label).isCloseTo(probability, within(TOLERANCE)));
  }
}
