package io.github.ginestra.samples;

import io.github.ginestra.evaluation.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The numbers by which a spam filter is judged. */
enum SpamMeasure {
  ACCURACY("accuracy", "accuracy"),
  PRECISION("spamPrecision", "precision"),
  RECALL("spamRecall", "recall"),
  F1("spamF1", "F1"),

  /** The Matthews correlation coefficient. */
  MCC("mcc", "MCC"),

  /** The fraction of ham that would be blocked. */
  HAM_BLOCKED("hamBlocked", "ham blocked");

  private final String key;
  private final String heading;

  SpamMeasure(String key, String heading) {
    this.key = key;
    this.heading = heading;
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }

  /** Its name above a column. */
  String heading() {
    return heading;
  }

  double of(Evaluation evaluation) {
    return switch (this) {
      case ACCURACY -> evaluation.accuracy();
      case PRECISION -> evaluation.scores(SpamMessages.SPAM).precision();
      case RECALL -> evaluation.scores(SpamMessages.SPAM).recall();
      case F1 -> evaluation.scores(SpamMessages.SPAM).f1();
      case MCC -> evaluation.mcc();
      case HAM_BLOCKED -> evaluation.falsePositiveRate(SpamMessages.SPAM);
    };
  }

  /** All of them, by their names in JSON. */
  static Map<String, Double> all(Evaluation evaluation) {
    return each(measure -> measure.of(evaluation));
  }

  /** A figure for each, by their names in JSON. */
  static Map<String, Double> each(ToDoubleFunction<SpamMeasure> figure) {
    Map<String, Double> each = new LinkedHashMap<>();
    for (SpamMeasure measure : values()) {
      each.put(measure.key, figure.applyAsDouble(measure));
    }
    return each;
  }

  /** How many messages got the wrong label. */
  static int errors(Evaluation evaluation) {
    int right = 0;
    for (String label : evaluation.labels()) {
      right += evaluation.count(label, label);
    }
    return evaluation.size() - right;
  }
}
