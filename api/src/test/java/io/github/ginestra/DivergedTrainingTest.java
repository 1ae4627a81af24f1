package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that ends with weights or answers that are no numbers never ends with a model. */
class DivergedTrainingTest {
  private static final Examples TRAINING = Topics.examples(90, 1);

  /** The weights stay finite in its one step, and what is computed with them does not. */
  private static TrainingOptions.Builder oneStepTooFar() {
    return Topics.options().epochs(1).batchSize(90).learningRate(1e25);
  }

  private static void assertDiverges(ClassifierBuilder builder, String what) {
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> builder.train(TRAINING))
        .satisfies(e -> assertThat(e.epoch()).isEqualTo(1))
        .satisfies(e -> assertThat(e.step()).isEqualTo(1))
        .withMessageMatching(
            what
                + " became -?(NaN|Infinity) at step 1 \\(epoch 1, learning rate 1.0E25\\);"
                + " try a smaller learning rate or a smaller clipNorm");
    assertThat(BagBackend.last().isReleased()).isTrue();
  }

  private static ClassifierBuilder classifier(TrainingOptions.Builder options) {
    return Topics.classifier().training(options.build());
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void answers_that_overflow_although_all_weights_are_finite_are_a_divergence() {
    assertDiverges(classifier(oneStepTooFar()), "the answer of the trained model");
  }

  @Test
  void a_linear_path_beside_the_network_does_not_hide_it() {
    assertDiverges(
        classifier(oneStepTooFar()).ngrams(NgramSpec.standard().buckets(1 << 10)),
        "the answer of the trained model");
  }

  @Test
  void so_is_a_validation_loss() {
    assertDiverges(
        classifier(oneStepTooFar().validationFraction(0.2).patience(3)), "the validation loss");
  }

  @Test
  void an_interrupted_training_is_checked_too() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            Thread.currentThread().interrupt();
          }
        };

    assertDiverges(
        classifier(oneStepTooFar().epochs(9)).listener(interrupting),
        "the answer of the trained model");
  }

  @Test
  void so_is_one_whose_time_is_over() {
    TrainingListener slow =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            pause(700);
          }
        };

    assertDiverges(
        classifier(oneStepTooFar().epochs(9).maximumDuration(Duration.ofMillis(600)))
            .listener(slow),
        "the answer of the trained model");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void no_checkpoint_of_lost_weights_is_written(@TempDir Path folder) throws IOException {
    ClassifierBuilder builder =
        classifier(oneStepTooFar().learningRate(1e39)).checkpoint(folder, 1);

    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> builder.train(TRAINING))
        .withMessageContaining("at step 1 (epoch 1, learning rate 1.0E39)");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("checkpoint-"));
    }
  }

  @Test
  void a_language_model_whose_answers_overflow_is_a_divergence() {
    BigramBackend backend = new BigramBackend();
    backend.overflows = true;
    LanguageModelBuilder<CharLanguageModel> builder =
        LanguageModels.characters()
            .recurrent(RecurrentSpec.simple(64))
            .unroll(10)
            .training(
                options ->
                    options
                        .epochs(1)
                        .batchSize(1)
                        .validationFraction(0)
                        .patience(0)
                        .maximumDuration(Duration.ofDays(10_000))
                        .learningRate(1e12));
    TrainingListener cancelling =
        new TrainingListener() {
          private boolean stepped;

          @Override
          public void onStep(TrainingProgress progress) {
            stepped = true;
          }

          @Override
          public boolean isCancelled() {
            return stepped;
          }
        };

    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> builder.listener(cancelling).backend(backend).train("ab".repeat(200)))
        .withMessageContaining("the answer of the trained model became")
        .withMessageContaining("at step 1 (epoch 1, learning rate 1.0E12)");
    assertThat(backend.isReleased()).isTrue();
  }

  @Test
  void answers_that_are_no_numbers_have_no_temperature() {
    Examples heldOut = Topics.examples(30, 2);
    try (SequenceClassifier classifier = classifier(Topics.options()).train(TRAINING)) {
      BagBackend.last().loaded.get(0).scoresNaN = true;

      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.calibrate(heldOut))
          .withMessageStartingWith("the classifier's answer to held-out example ")
          .withMessageContaining("is NaN")
          .withMessageContaining("smaller learning rate");
    }
  }
}
