package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.spi.Backend;

class PyTorchBackendTest extends BackendContract {
  @Override
  protected Backend backend() {
    return new PyTorchBackend();
  }
}
