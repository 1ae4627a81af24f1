package io.github.ginestra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectionTest {
  private static Prediction prediction(int index, String label, double a) {
    return new Prediction(index, 0, "text", label, Map.of("a", a, "b", 1 - a));
  }

  private static final Predictions PREDICTIONS =
      Predictions.of(
          List.of(
              prediction(0, "a", 0.9),
              prediction(1, "a", 0.75),
              prediction(2, "b", 0.75),
              prediction(3, "b", 0.375)));

  @Test
  void each_threshold_has_its_coverage_and_its_accuracy() {
    assertThat(PREDICTIONS.coverage())
        .containsExactly(
            new Predictions.Coverage(0.625, 1, 0.75),
            new Predictions.Coverage(0.75, 0.75, 2 / 3.0),
            new Predictions.Coverage(0.9, 0.25, 1));
  }

  @Test
  void the_lowest_threshold_of_an_accuracy_is_found() {
    assertThat(PREDICTIONS.rejectionThreshold(0.7)).hasValue(0.625);
    assertThat(PREDICTIONS.rejectionThreshold(0.9)).hasValue(0.9);
    assertThat(PREDICTIONS.rejectionThreshold(1.1)).isEmpty();
  }
}
