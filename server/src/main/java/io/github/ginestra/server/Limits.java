package io.github.ginestra.server;

import java.time.Duration;

/**
 * What a server accepts at most. The builder checks the values and documents the defaults.
 *
 * @param bodyBytes of one request
 * @param texts in one request
 * @param textLength of each text, in UTF-16 units
 * @param generations at once
 * @param symbols of one generation
 * @param generationTime of one generation
 * @param requestTime until a request has arrived in full
 * @param headerBytes of one request
 * @param connections at once
 * @param shutdownTime that running requests have to finish
 */
record Limits(
    int bodyBytes,
    int texts,
    int textLength,
    int generations,
    int symbols,
    Duration generationTime,
    Duration requestTime,
    int headerBytes,
    int connections,
    Duration shutdownTime) {

  /** How deep arrays and objects of a request may be nested. */
  static final int JSON_DEPTH = 16;

  /** How many bytes a file for a training in the playground has at most. */
  static final int UPLOAD_BYTES = 64 << 20;
}
