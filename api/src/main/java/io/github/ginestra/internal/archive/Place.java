package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file, for error messages.
 *
 * @param parent the enclosing place; null for the file itself
 * @param name its name there
 */
record Place(@Nullable Place parent, String name) {
  /** The greatest length of a fault, which may quote any content of the file. */
  private static final int LONGEST_FAULT = 500;

  static Place file(String name) {
    return new Place(null, name);
  }

  Place in(String member) {
    return new Place(this, member);
  }

  ModelFormatException fault(String fault) {
    return new ModelFormatException(fileName(), entryPrefix() + shown(fault));
  }

  ModelFormatException fault(@Nullable String fault, Throwable cause) {
    return new ModelFormatException(fileName(), entryPrefix() + shown(fault), cause);
  }

  private static String shown(@Nullable String fault) {
    return Document.shown(String.valueOf(fault), LONGEST_FAULT);
  }

  private String fileName() {
    return parent == null ? name : parent.fileName();
  }

  /** Empty for the file itself, {@code "model.json, model, network: "} for a place in it. */
  private String entryPrefix() {
    return parent == null ? "" : path(parent) + ": ";
  }

  private String path(Place above) {
    String before = above.parent == null ? "" : above.path(above.parent) + ", ";
    return before + Document.shown(name);
  }
}
