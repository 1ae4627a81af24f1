package io.github.ginestra.samples;

import io.github.ginestra.evaluation.Evaluation;
import java.util.Map;

/**
 * What one training of a cross-validation reached.
 *
 * @param seed what chance was drawn from
 * @param fold which part of the messages was tested on, from 1
 * @param evaluation how the messages of that part were classified
 * @param seconds how long the training took
 */
record FoldResult(long seed, int fold, Evaluation evaluation, double seconds) {

  Map<String, Double> measures() {
    return SpamMeasure.all(evaluation);
  }

  Map<String, Object> figures() {
    return new Figures()
        .put("seed", seed)
        .put("fold", fold)
        .putAll(measures())
        .put("errors", SpamMeasure.errors(evaluation))
        .put("trainSeconds", seconds)
        .asMap();
  }
}
