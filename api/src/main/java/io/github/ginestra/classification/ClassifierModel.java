package io.github.ginestra.classification;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.training.TrainingHistory;
import java.util.List;

/**
 * What a trained classifier is, but for the weights of its network.
 *
 * @param labels the labels, (L)
 * @param network the network
 * @param scorer the encoder and the linear path
 * @param history how its training went
 * @param provenance how it was made
 * @param warnings what went wrong
 * @param temperature what the logits are divided by, more than 0; 1 if it is not calibrated
 */
record ClassifierModel(
    List<String> labels,
    NetworkSpec network,
    Scorer scorer,
    TrainingHistory history,
    Provenance provenance,
    ModelWarnings warnings,
    double temperature) {

  /** The same with another temperature. */
  ClassifierModel calibrated(double newTemperature, Provenance newProvenance) {
    return new ClassifierModel(
        labels, network, scorer, history, newProvenance, warnings, newTemperature);
  }
}
