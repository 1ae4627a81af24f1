package io.github.ginestra;

import io.github.ginestra.archive.Provenance;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Library;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes how a classifier is made while it is made. */
final class ProvenanceRecorder {
  private final long seed;
  private final String corpusSha256;
  private final Map<String, String> options = new LinkedHashMap<>();

  ProvenanceRecorder(TrainingOptions training, Examples learned, Examples validation) {
    seed = training.seed();
    corpusSha256 = sha256(learned);
    note("trainingExamples", learned.size());
    note("validationExamples", validation.size());
    note("epochs", training.epochs());
    note("batchSize", training.batchSize());
    note("bucketByLength", training.bucketByLength());
    note("learningRate", training.learningRate());
    note("schedule", training.schedule());
    OptimizerSpec optimizer = training.optimizer();
    note("optimizer", optimizer.method());
    note("beta1", optimizer.beta1());
    note("beta2", optimizer.beta2());
    note("epsilon", optimizer.epsilon());
    note("weightDecay", optimizer.weightDecay());
    note("clipNorm", optimizer.clipNorm());
  }

  /** Notes an option. */
  final ProvenanceRecorder note(String name, Object value) {
    options.put(name, value.toString());
    return this;
  }

  /** What was noted, as the training ends. */
  Provenance finish(String engine, TrainingHistory history) {
    return new Provenance(
        Library.version(),
        engine,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        seed,
        corpusSha256,
        options,
        metrics(history));
  }

  private static Map<String, Double> metrics(TrainingHistory history) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    EpochMetrics last = history.epochs().get(history.epochs().size() - 1);
    metrics.put("trainingLoss", last.trainingLoss());
    metrics.put("trainingAccuracy", last.trainingAccuracy());
    last.validationLoss().ifPresent(loss -> metrics.put("validationLoss", loss));
    last.validationAccuracy().ifPresent(accuracy -> metrics.put("validationAccuracy", accuracy));
    return metrics;
  }

  /** The examples' fingerprint; see {@link Provenance#corpusSha256}. */
  private static String sha256(Examples examples) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (Example example : examples) {
      String line = example.label() + '\t' + example.text() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
