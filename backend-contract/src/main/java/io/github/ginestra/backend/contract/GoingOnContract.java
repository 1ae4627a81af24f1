package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training can start from a trained model, and takes over what that one has learned. */
abstract class GoingOnContract extends BackendUnderTest {
  /** So small that no weight changes. */
  private static final double NO_RATE = 1e-20;

  private static final Examples NEW =
      Examples.of(
          List.of(
              new Example("recipe", "Bake the bread with salt for an hour"),
              new Example("recipe", "stir flour and water, then bake"),
              new Example("recipe", "The soup needs salt and an onion"),
              new Example("recipe", "peel the onion, add flour")));

  GoingOnContract(Supplier<Backend> backend) {
    super(backend);
  }

  private ClassifierBuilder builder() {
    return SmallClassifiers.builder(RecurrentSpec.gru(8).bidirectional()).backend(backend().name());
  }

  private ClassifierBuilder going(SequenceClassifier parent) {
    return Classifiers.text()
        .threads(1)
        .backend(backend().name())
        .training(options -> options.batchSize(4).seed(5))
        .startFrom(parent);
  }

  private static byte[] bytes(TrainedModel model) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      model.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] logOdds(SequenceClassifier classifier, String text) {
    Classification answer = classifier.classify(text);
    double first = Math.log(answer.probability("prize"));
    return Stream.of("friend", "post")
        .mapToDouble(label -> Math.log(answer.probability(label)) - first)
        .toArray();
  }

  @Test
  void before_its_first_step_a_classifier_answers_as_the_one_it_starts_from() {
    try (SequenceClassifier parent = builder().withoutNgrams().train(SmallClassifiers.examples());
        SequenceClassifier child =
            going(parent)
                .training(options -> options.learningRate(NO_RATE))
                .train(SmallClassifiers.HELD_OUT)) {
      assertThat(child.labels()).isEqualTo(parent.labels());
      for (Example example : SmallClassifiers.examples()) {
        assertThat(logOdds(child, example.text()))
            .containsExactly(logOdds(parent, example.text()), within(1e-4));
      }
    }
  }

  @Test
  void new_labels_follow_the_old_ones_which_keep_their_outputs() {
    try (SequenceClassifier parent = builder().withoutNgrams().train(SmallClassifiers.examples());
        SequenceClassifier child =
            going(parent).training(options -> options.learningRate(NO_RATE)).train(NEW)) {
      assertThat(child.labels())
          .startsWith(parent.labels().toArray(String[]::new))
          .endsWith("recipe");
      for (Example example : SmallClassifiers.examples()) {
        assertThat(logOdds(child, example.text()))
            .containsExactly(logOdds(parent, example.text()), within(1e-4));
      }
    }
  }

  @Test
  void a_classifier_learns_a_new_label_and_keeps_those_it_rehearses() {
    Examples old = SmallClassifiers.examples();
    try (SequenceClassifier parent = builder().train(old);
        SequenceClassifier child =
            going(parent)
                .rehearse(old, 0.4)
                .training(options -> options.epochs(15).learningRate(2e-2))
                .train(NEW)) {
      assertThat(child.evaluate(NEW).accuracy()).isEqualTo(1);
      assertThat(child.evaluate(old).accuracy()).isGreaterThanOrEqualTo(0.85);
      assertThat(child.provenance().options()).containsEntry("rehearsedExamples", "6");
    }
  }

  @Test
  void the_provenance_names_all_models_that_were_gone_on_from_and_is_saved(@TempDir Path folder)
      throws IOException {
    try (SequenceClassifier first = builder().train(SmallClassifiers.examples())) {
      String firstSum = sha256(bytes(first));
      Path file = folder.resolve("second.ginestra");
      try (SequenceClassifier second = going(first).train(SmallClassifiers.HELD_OUT)) {
        assertThat(second.provenance().options()).containsEntry("parents", firstSum);
        second.save(file);
      }
      try (SequenceClassifier third =
              going(first).startFrom(file).train(SmallClassifiers.HELD_OUT);
          SequenceClassifier loaded =
              SequenceClassifier.loader().backend(backend().name()).load(bytes(third))) {
        String secondSum = sha256(Files.readAllBytes(file));
        assertThat(loaded.provenance().options())
            .containsEntry("parents", secondSum + " " + firstSum);
      }
    }
  }

  @Test
  void a_training_that_went_on_and_was_ended_is_resumed_to_the_same_bits(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("parent.ginestra");
    try (SequenceClassifier parent = builder().train(SmallClassifiers.examples())) {
      parent.save(file);
    }
    Path checkpoints = folder.resolve("checkpoints");
    SequenceClassifier parent = SequenceClassifier.loader().backend(backend().name()).load(file);
    ClassifierBuilder whole = going(parent).rehearse(SmallClassifiers.examples(), 0.5);
    try (SequenceClassifier expected = whole.train(NEW);
        SequenceClassifier ended =
            going(parent)
                .rehearse(SmallClassifiers.examples(), 0.5)
                .checkpoint(checkpoints, 1)
                .listener(new EndingAfter(4))
                .train(NEW);
        SequenceClassifier resumed =
            going(parent)
                .startFrom(file)
                .rehearse(SmallClassifiers.examples(), 0.5)
                .checkpoint(checkpoints, 1)
                .resume(checkpoints)
                .train(NEW)) {
      assertThat(resumed.classify("add salt").probabilities())
          .isEqualTo(expected.classify("add salt").probabilities())
          .isNotEqualTo(ended.classify("add salt").probabilities());
    } finally {
      parent.close();
    }
  }

  private static double loss(LanguageModel model, String text) {
    return -Arrays.stream(model.logProbabilities(text)).average().orElseThrow();
  }

  @Test
  void a_language_model_goes_on_with_another_text_and_its_new_symbols() {
    String other = "Über dem Meer, über dem Wald\nziehen die Wolken, es regnet bald.\n".repeat(12);
    String end = "ziehen die Wolken über dem Wald.\n";
    try (CharLanguageModel parent =
            SmallLanguageModels.characters(backend()).train(SmallLanguageModels.TEXT);
        CharLanguageModel child =
            LanguageModels.characters()
                .threads(1)
                .backend(backend().name())
                .startFrom(parent)
                .unroll(25)
                .training(options -> options.batchSize(4))
                .train(other)) {
      assertThat(loss(child, end)).isLessThan(loss(parent, end) - 0.5);
      assertThat(child.next("").stream().map(LanguageModel.TokenProbability::token))
          .contains("Ü", "z", "W");
    }
  }

  @Test
  void a_language_model_predicts_as_the_one_it_starts_from_before_its_first_step() {
    try (CharLanguageModel parent =
            SmallLanguageModels.characters(backend())
                .withoutMemory()
                .train(SmallLanguageModels.TEXT);
        CharLanguageModel child =
            LanguageModels.characters()
                .threads(1)
                .backend(backend().name())
                .startFrom(parent)
                .withoutMemory()
                .unroll(25)
                .training(options -> options.epochs(1).batchSize(4).learningRate(NO_RATE))
                .train("Über Wald und Zug\n".repeat(20))) {
      assertThat(loss(child, SmallLanguageModels.PROMPT))
          .isCloseTo(loss(parent, SmallLanguageModels.PROMPT), within(0.01));
    }
  }

  @Test
  void a_language_model_learns_from_texts_of_different_lengths_each_by_itself() {
    List<String> texts = SmallLanguageModels.TEXT.lines().filter(line -> !line.isEmpty()).toList();
    try (CharLanguageModel model =
        SmallLanguageModels.characters(backend())
            .withoutMemory()
            .training(options -> options.epochs(16))
            .train(texts)) {
      assertThat(model.history().best().orElseThrow().validationLoss().orElseThrow())
          .isLessThan(0.8); // 2.9 before
      assertThat(loss(model, "canta il vento, passa l'ora,\n")).isLessThan(0.8);
    }
  }

  @Test
  void a_classifier_takes_over_vectors_and_layers_of_a_language_model() {
    try (CharLanguageModel parent =
            SmallLanguageModels.characters(backend())
                .training(options -> options.epochs(2))
                .train(SmallLanguageModels.TEXT);
        SequenceClassifier child =
            Classifiers.text()
                .threads(1)
                .backend(backend().name())
                .startFrom(parent)
                .training(options -> options.epochs(2).batchSize(4))
                .train(SmallClassifiers.examples())) {
      assertThat(child.describe()).contains("BiLSTM(32)", "tokens of \"characters\"");
      assertThat(child.provenance().options())
          .containsEntry("parents", sha256(bytes(parent)))
          .containsEntry("embedding.dimension", "16");
      assertThat(child.classify("pago l'affitto").probabilities()).hasSize(3);
    }
  }
}
