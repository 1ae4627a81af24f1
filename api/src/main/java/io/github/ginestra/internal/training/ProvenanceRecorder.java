package io.github.ginestra.internal.training;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Library;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes how a model is made while it is made. */
public final class ProvenanceRecorder {
  private final TrainingOptions training;
  private final String corpusSha256;
  private final Map<String, String> options = new LinkedHashMap<>();

  /**
   * Notes a configuration.
   *
   * @param training the part of it that says how the network is trained
   * @param corpusSha256 the fingerprint of what is learned from
   * @param config the whole configuration
   */
  public ProvenanceRecorder(TrainingOptions training, String corpusSha256, Record config) {
    this.training = training;
    this.corpusSha256 = corpusSha256;
    options.putAll(ConfigJson.flatten(config));
    options.remove("seed"); // which the provenance names by itself
  }

  /** Notes an option. */
  public ProvenanceRecorder note(String name, Object value) {
    options.put(name, value.toString());
    return this;
  }

  /** What was noted, as the training stands; with patience, the best weights are kept. */
  public Provenance finish(String engine, TrainingHistory history) {
    return finish(engine, history, training.patience() > 0);
  }

  /** What was noted, as the training ends with the best weights or with the last ones. */
  Provenance finish(String engine, TrainingHistory history, boolean isBest) {
    return new Provenance(
        Library.version(),
        engine,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        training.seed(),
        corpusSha256,
        options,
        metrics(history, isBest));
  }

  /** Of the epoch whose weights the model has. */
  private Map<String, Double> metrics(TrainingHistory history, boolean isBest) {
    List<EpochMetrics> epochs = history.epochs();
    if (epochs.isEmpty()) {
      return Map.of();
    }
    EpochMetrics last = epochs.get(epochs.size() - 1);
    EpochMetrics kept = isBest ? history.best().orElse(last) : last;
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainingLoss", kept.trainingLoss());
    kept.trainingAccuracy().ifPresent(accuracy -> metrics.put("trainingAccuracy", accuracy));
    kept.validationLoss().ifPresent(loss -> metrics.put("validationLoss", loss));
    kept.validationAccuracy().ifPresent(accuracy -> metrics.put("validationAccuracy", accuracy));
    return metrics;
  }

  /**
   * Adds to how a classifier was made that it was calibrated.
   *
   * @param before what it said of the held-out examples uncalibrated
   * @param after what it says of them now
   */
  public static Provenance calibrated(Provenance made, Predictions before, Predictions after) {
    Map<String, String> options = new LinkedHashMap<>(made.options());
    options.put("calibrationExamples", Integer.toString(before.size()));
    Map<String, Double> metrics = new LinkedHashMap<>(made.metrics());
    metrics.put("calibrationLossBefore", before.logLoss());
    metrics.put("calibrationLossAfter", after.logLoss());
    metrics.put("calibrationErrorBefore", before.expectedCalibrationError());
    metrics.put("calibrationErrorAfter", after.expectedCalibrationError());
    return with(made, options, metrics);
  }

  /** The same with other options and metrics. */
  public static Provenance with(
      Provenance made, Map<String, String> options, Map<String, Double> metrics) {
    return new Provenance(
        made.libraryVersion(),
        made.engine(),
        made.created(),
        made.seed(),
        made.corpusSha256(),
        options,
        metrics);
  }

  /** The examples' fingerprint; see {@link Provenance#corpusSha256}. */
  public static String sha256(Examples examples) {
    MessageDigest digest = Sha256.begin();
    for (Example example : examples) {
      String line = example.label() + '\t' + example.text() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.end(digest);
  }
}
