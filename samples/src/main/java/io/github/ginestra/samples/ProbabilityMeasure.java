package io.github.ginestra.samples;

import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.Predictions;

/** The numbers by which a spam filter's probabilities are judged, whatever the threshold. */
enum ProbabilityMeasure {
  ROC_AUC("rocAuc", "ROC AUC"),
  AVERAGE_PRECISION("averagePrecision", "average precision"),
  BRIER_SCORE("brierScore", "Brier score"),
  CALIBRATION_ERROR("expectedCalibrationError", "calibration error");

  private final String key;
  private final String heading;

  ProbabilityMeasure(String key, String heading) {
    this.key = key;
    this.heading = heading;
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }

  /** Its name in print. */
  String heading() {
    return heading;
  }

  double of(Predictions predictions) {
    BinaryScores spam = predictions.binary(SpamMessages.SPAM);
    return switch (this) {
      case ROC_AUC -> spam.rocAuc();
      case AVERAGE_PRECISION -> spam.averagePrecision();
      case BRIER_SCORE -> spam.brierScore();
      case CALIBRATION_ERROR -> predictions.expectedCalibrationError();
    };
  }
}
