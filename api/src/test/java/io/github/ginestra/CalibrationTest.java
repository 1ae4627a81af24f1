package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temperature calibration of a classifier, with {@link BagBackend} behind it. */
class CalibrationTest {
  private static final Examples HELD_OUT = mislabelled(Topics.ofTwo(80, 2));

  private final SequenceClassifier raw = Topics.classifier().train(Topics.ofTwo(60, 1));
  private final BagBackend backend = BagBackend.last();

  /** Every tenth label is wrong, so that the classifier is surer than it should be. */
  private static Examples mislabelled(Examples examples) {
    List<Example> changed = new ArrayList<>();
    for (Example example : examples) {
      boolean wrong = changed.size() % 10 == 9;
      String other = example.label().equals("food") ? "sport" : "food";
      changed.add(new Example(wrong ? other : example.label(), example.text()));
    }
    return Examples.of(changed);
  }

  @AfterEach
  void close() {
    raw.close();
  }

  @Test
  void makes_a_classifier_whose_probabilities_can_be_taken_at_their_word() {
    try (SequenceClassifier calibrated = raw.calibrate(HELD_OUT)) {
      Predictions before = raw.predict(HELD_OUT);
      Predictions after = calibrated.predict(HELD_OUT);

      assertThat(calibrated.temperature()).isGreaterThan(1);
      assertThat(after.logLoss()).isLessThan(before.logLoss());
      assertThat(after.expectedCalibrationError()).isLessThan(before.expectedCalibrationError());
      assertThat(after.evaluation().confusion()).isDeepEqualTo(before.evaluation().confusion());
      assertThat(after.binary("food").rocAuc()).isEqualTo(before.binary("food").rocAuc());
    }
  }

  @Test
  void divides_the_logits_by_the_temperature() {
    try (SequenceClassifier calibrated = raw.calibrate(HELD_OUT)) {
      for (String text : List.of("bread", "we won the race today", "")) {
        double logit = logit(raw.classify(text).probability("food"));
        assertThat(logit(calibrated.classify(text).probability("food")))
            .isCloseTo(logit / calibrated.temperature(), within(1e-9));
        assertThat(calibrated.classifyAll(List.of(text)).get(0).probabilities())
            .isEqualTo(calibrated.classify(text).probabilities());
      }
    }
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }

  @Test
  void leaves_the_classifier_as_it_is() {
    double before = raw.classify("bread").probability();
    raw.calibrate(HELD_OUT).close();

    assertThat(raw.temperature()).isEqualTo(1);
    assertThat(raw.classify("bread").probability()).isEqualTo(before);
    assertThat(raw.provenance().options()).doesNotContainKey("calibrationExamples");
  }

  @Test
  void is_shown_in_provenance_and_description() {
    try (SequenceClassifier calibrated = raw.calibrate(HELD_OUT)) {
      assertThat(calibrated.provenance().options()).containsEntry("calibrationExamples", "80");
      assertThat(calibrated.provenance().metrics())
          .containsAllEntriesOf(raw.provenance().metrics())
          .containsEntry("calibrationLossBefore", raw.predict(HELD_OUT).logLoss())
          .containsEntry("calibrationLossAfter", calibrated.predict(HELD_OUT).logLoss())
          .containsEntry("calibrationErrorBefore", raw.predict(HELD_OUT).expectedCalibrationError())
          .containsEntry(
              "calibrationErrorAfter", calibrated.predict(HELD_OUT).expectedCalibrationError());
      assertThat(calibrated.describe())
          .contains(
              String.format(Locale.ROOT, "softmax  temperature %.4f\n", calibrated.temperature()));
      assertThat(raw.describe()).doesNotContain("temperature");
    }
  }

  @Test
  void again_begins_anew() {
    try (SequenceClassifier once = raw.calibrate(HELD_OUT);
        SequenceClassifier twice = once.calibrate(HELD_OUT)) {
      assertThat(twice.temperature()).isEqualTo(once.temperature());
      assertThat(twice.provenance()).isEqualTo(once.provenance());
    }
  }

  @Test
  void is_saved_and_loaded(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("calibrated.ginestra");
    try (SequenceClassifier calibrated = raw.calibrate(HELD_OUT)) {
      calibrated.save(file);
      try (SequenceClassifier loaded = SequenceClassifier.load(file)) {
        assertThat(loaded.temperature()).isEqualTo(calibrated.temperature());
        assertThat(loaded.describe()).isEqualTo(calibrated.describe());
        assertThat(loaded.classify("bread").probabilities())
            .isEqualTo(calibrated.classify("bread").probabilities());
      }
    }
  }

  @Nested
  class Closing {

    @Test
    void either_leaves_the_other_open_and_the_last_releases_the_network() {
      SequenceClassifier calibrated = raw.calibrate(HELD_OUT);
      raw.close();

      assertThat(backend.isReleased()).isFalse();
      assertThat(calibrated.classify("bread").label()).isEqualTo("food");
      assertThatIllegalStateException().isThrownBy(() -> raw.classify("bread"));

      calibrated.close();
      assertThat(backend.isReleased()).isTrue();
      assertThat(backend.loaded).hasSize(1);
    }

    @Test
    void one_of_them_twice_does_not_close_the_other() {
      try (SequenceClassifier calibrated = raw.calibrate(HELD_OUT)) {
        raw.close();
        raw.close();

        assertThat(calibrated.classify("bread").label()).isEqualTo("food");
      }
    }

    @Test
    void ends_calibration_too() {
      raw.close();

      assertThatIllegalStateException()
          .isThrownBy(() -> raw.calibrate(HELD_OUT))
          .withMessage("the classifier is closed");
    }
  }

  @Nested
  class Refused {

    @Test
    void are_examples_that_teach_nothing() {
      assertThatNullPointerException()
          .isThrownBy(() -> raw.calibrate(null))
          .withMessage("heldOut must not be null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> raw.calibrate(Examples.of(List.of())))
          .withMessage("examples must not be empty");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> raw.calibrate(Examples.of(Stream.of(new Example("eggs", "x")))))
          .withMessage("label \"eggs\" is not among the classifier's [food, sport]");
    }

    @Test
    void are_examples_that_are_all_classified_correctly_and_nothing_stays_open() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> raw.calibrate(Examples.of(Stream.of(new Example("food", "bread")))))
          .withMessageStartingWith("all held-out examples (1) are classified right");
      raw.close();
      assertThat(backend.isReleased()).isTrue();
    }
  }
}
