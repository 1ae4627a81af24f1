package io.github.ginestra.backend.java;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.spi.Backend;

class JavaBackendTest extends BackendContract {
  @Override
  protected Backend backend() {
    return new JavaBackend();
  }
}
