package io.github.ginestra.model;

import io.github.ginestra.internal.Checks;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model was made.
 *
 * @param libraryVersion the version of Ginestra that trained it, for example {@code "0.1.0"}
 * @param engine the engine that trained it and its versions, for example {@code "PyTorch 2.7.1 (DJL
 *     0.35.1)"}
 * @param created when its training ended
 * @param seed the random seed of its training
 * @param corpusSha256 the SHA-256 of what it learned from, 64 hexadecimal digits in lower case; of
 *     a classifier's examples, label, tab, text, line feed of each one, in order, in UTF-8; of a
 *     language model's text, as it was given but for byte order marks before its lines, in UTF-8
 * @param options the options of its training, name → value, for people to read; in order
 * @param metrics what the training ended with, name → value, such as {@code validationAccuracy}; in
 *     order
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
   * @throws IllegalArgumentException if {@code corpusSha256} is none
   */
  public Provenance {
    Checks.notNull(libraryVersion, "libraryVersion");
    Checks.notNull(engine, "engine");
    Checks.notNull(created, "created");
    if (!corpusSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "corpusSha256 (" + corpusSha256 + ") must be 64 hexadecimal digits in lower case");
    }
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Returns {@link #created()}, by the name and in the form that what writes beans as JSON looks
   * for.
   *
   * @return the moment as in ISO 8601, {@code "2026-11-24T10:00:00Z"}
   */
  public String getCreated() {
    return created.toString();
  }
}
