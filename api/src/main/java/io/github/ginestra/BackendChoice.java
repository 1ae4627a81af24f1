package io.github.ginestra;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What a program says of the backend on a builder or loader: its name, the backend itself, or
 * nothing.
 */
record BackendChoice(@Nullable String name, @Nullable Backend given) {
  static final BackendChoice NONE = new BackendChoice(null, null);

  static BackendChoice named(String name) {
    return new BackendChoice(Checks.notNull(name, "name"), null);
  }

  static BackendChoice of(Backend backend) {
    return new BackendChoice(null, Checks.notNull(backend, "backend"));
  }

  /**
   * The backend for a training or for a loaded model.
   *
   * @throws io.github.ginestra.spi.BackendException if none can be chosen, or the one that was
   *     named or given does not suit
   */
  Backend backend(Backends purpose) {
    return given == null ? purpose.choose(name) : purpose.given(given);
  }
}
