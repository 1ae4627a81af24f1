package io.github.ginestra.classification;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the answers of a classifier in training say of it. */
final class TrainingWarnings {
  /** With fewer texts, such things happen by chance. */
  private static final int FEW = 10;

  private TrainingWarnings() {}

  /**
   * Compares the answers to the validation texts with always giving the most frequent label.
   *
   * @param logits (N, L)
   */
  static List<String> ofValidation(float[][] logits, LabelledTexts data) {
    int[] counts = new int[data.labels.size()];
    int most = 0;
    int correct = 0;
    for (int n = 0; n < logits.length; n++) {
      int label = data.validationLabels[n];
      most = Math.max(most, ++counts[label]);
      correct += Softmax.argmax(logits[n], 0, logits[n].length) == label ? 1 : 0;
    }
    if (most == logits.length || logits.length < FEW) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>(ofAnswers(logits, data.labels, "validation"));
    if (warnings.isEmpty() && correct <= most) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the validation accuracy (%.4f) does not exceed that of always predicting the most"
                  + " frequent label (%.4f): the classifier has learned little",
              (double) correct / logits.length,
              (double) most / logits.length));
    }
    return warnings;
  }

  /** Warns if all texts are given one label. */
  static List<String> ofAnswers(float[][] logits, List<String> labels, String kind) {
    if (logits.length < FEW) {
      return List.of();
    }
    int first = Softmax.argmax(logits[0], 0, logits[0].length);
    for (float[] row : logits) {
      if (Softmax.argmax(row, 0, row.length) != first) {
        return List.of();
      }
    }
    return List.of(
        "all "
            + logits.length
            + " "
            + kind
            + " texts are predicted to be "
            + Printable.quoted(labels.get(first))
            + ": the classifier has learned nothing; train it for more epochs or on more examples,"
            + " and look at the labels");
  }
}
