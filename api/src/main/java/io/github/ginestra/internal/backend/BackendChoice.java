package io.github.ginestra.internal.backend;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What a program says of the backend on a builder or loader: its name, the backend itself, or
 * nothing.
 */
public record BackendChoice(@Nullable String name, @Nullable Backend given) {
  public static final BackendChoice NONE = new BackendChoice(null, null);

  public static BackendChoice named(String name) {
    return new BackendChoice(Checks.notNull(name, "name"), null);
  }

  public static BackendChoice of(Backend backend) {
    return new BackendChoice(null, Checks.notNull(backend, "backend"));
  }

  /**
   * The backend for a training or for a loaded model.
   *
   * @throws io.github.ginestra.spi.BackendException if none can be chosen, or the one that was
   *     named or given does not suit
   */
  public Backend backend(Backends purpose) {
    return given == null ? purpose.choose(name) : purpose.given(given);
  }
}
