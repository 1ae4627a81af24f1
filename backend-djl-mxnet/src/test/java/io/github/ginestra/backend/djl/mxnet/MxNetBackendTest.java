package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.spi.Backend;

class MxNetBackendTest extends BackendContract {
  @Override
  protected Backend backend() {
    return new MxNetBackend();
  }
}
