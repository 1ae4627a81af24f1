package io.github.ginestra.spi;

import java.util.Set;

/**
 * An engine on the class path, found by {@link java.util.ServiceLoader}. Making a provider must be
 * cheap: nothing native is loaded before {@link #open}.
 */
public interface BackendProvider {

  /**
   * Returns the name by which users choose this backend.
   *
   * @return a short lower-case name, for example {@code "djl-pytorch"}
   */
  String name();

  /**
   * Returns what the backend can do beyond scoring.
   *
   * @return the capabilities, the same at each call
   */
  Set<Capability> capabilities();

  /**
   * Starts the engine, if it does not run yet, and returns a handle on it.
   *
   * @param settings how it is to run
   * @return an open backend, to be closed by the caller; several may be open at once
   * @throws BackendException if the engine cannot be started, or does not reach the device that the
   *     settings name
   */
  Backend open(BackendSettings settings);
}
