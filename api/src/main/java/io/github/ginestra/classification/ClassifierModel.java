package io.github.ginestra.classification;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.training.TrainingHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trained classifier is, but for the weights of its network.
 *
 * @param labels the labels, (L)
 * @param network the network; null if the model is its linear path alone
 * @param scorer the encoder and the linear path
 * @param history how its training went
 * @param provenance how it was made
 * @param warnings what went wrong
 * @param temperature what the logits are divided by, more than 0; 1 if it is not calibrated
 * @param rejectBelow answers whose probability is less are rejected; in [0, 1]
 */
record ClassifierModel(
    List<String> labels,
    @Nullable NetworkSpec network,
    Scorer scorer,
    TrainingHistory history,
    Provenance provenance,
    ModelWarnings warnings,
    double temperature,
    double rejectBelow) {

  /** The same with another threshold. */
  ClassifierModel rejecting(double threshold) {
    return new ClassifierModel(
        labels, network, scorer, history, provenance, warnings, temperature, threshold);
  }

  /** The same with another temperature. */
  ClassifierModel calibrated(double newTemperature, Provenance newProvenance) {
    return new ClassifierModel(
        labels, network, scorer, history, newProvenance, warnings, newTemperature, rejectBelow);
  }
}
