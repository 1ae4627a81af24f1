package io.github.ginestra.model;

import io.github.ginestra.internal.Checks;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model was made: version, engine, seed, data, options and results of its training.
 *
 * @param libraryVersion the version of Ginestra that trained it, for example {@code "0.1.0"}
 * @param engine the engine that trained it and its versions, for example {@code "PyTorch 2.7.1 (DJL
 *     0.35.1)"}
 * @param created when its training ended
 * @param seed the random seed of its training
 * @param corpusSha256 the SHA-256 of its training data in UTF-8, 64 hexadecimal digits in lower
 *     case: for a classifier, label, tab, text and line feed of each example, in order. For a
 *     language model, its normalised text; for a tagger, token, tab, tag and line feed of each
 *     token, and a line feed after each text
 * @param options the options of its training, name → readable value, in order
 * @param metrics the final metrics of its training, name → value, such as {@code
 *     validationAccuracy}, in order
 */
public record Provenance(
    String libraryVersion,
    String engine,
    Instant created,
    long seed,
    String corpusSha256,
    Map<String, String> options,
    Map<String, Double> metrics) {

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if {@code corpusSha256} is not a SHA-256
   */
  public Provenance {
    Checks.notNull(libraryVersion, "libraryVersion");
    Checks.notNull(engine, "engine");
    Checks.notNull(created, "created");
    Checks.notNull(options, "options");
    Checks.notNull(metrics, "metrics");
    if (!Checks.notNull(corpusSha256, "corpusSha256").matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "corpusSha256 (" + corpusSha256 + ") must be 64 hexadecimal digits in lower case");
    }
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Returns {@link #created()} as text; a bean property for JSON libraries.
   *
   * @return the time as in ISO 8601, {@code "2026-11-24T10:00:00Z"}
   */
  public String getCreated() {
    return created.toString();
  }
}
