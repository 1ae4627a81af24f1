package io.github.ginestra.backend.java;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import java.util.Set;

/** The backend {@code java}: runs trained networks in plain Java. It does not train. */
public final class JavaBackendProvider implements BackendProvider {
  static final String NAME = "java";

  /**
   * Called by {@link java.util.ServiceLoader}, and by programs that give the backend themselves.
   */
  public JavaBackendProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.QUANTIZATION);
  }

  @Override
  public Backend open(BackendSettings settings) {
    return JavaBackend.open(settings);
  }
}
