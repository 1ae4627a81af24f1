package io.github.ginestra.samples;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a text that identifies someone.
 *
 * @param start the index of its first UTF-16 unit
 * @param end the index after its last one
 * @param type what it is, as in PERSON or PHONE
 * @param key what is equal for the same name, address or number, however it is written
 * @param probability how sure the tagger is of a name, in [0, 1]; null for what rules find
 */
record Found(int start, int end, String type, String key, @Nullable Double probability) {
  /** Something that rules find. */
  Found(int start, int end, String type, String key) {
    this(start, end, type, key, null);
  }

  boolean overlaps(Found other) {
    return start < other.end && other.start < end;
  }
}
