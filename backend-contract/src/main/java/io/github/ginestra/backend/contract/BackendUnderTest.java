package io.github.ginestra.backend.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;

/** Says which backend the contract's tests run on. */
public interface BackendUnderTest {

  /**
   * Returns the backend's provider.
   *
   * @return a provider, which may be a new one at each call
   */
  BackendProvider provider();

  /**
   * Opens the backend for a test.
   *
   * @return an open backend with two threads
   */
  default Backend open() {
    return provider().open(new BackendSettings(2));
  }

  /**
   * Opens the backend for a test that trains; the test is skipped if the backend does not.
   *
   * @return an open backend with two threads
   */
  default Backend openForTraining() {
    assumeTrue(
        provider().capabilities().contains(Capability.TRAINING),
        () -> provider().name() + " does not train");
    return open();
  }
}
