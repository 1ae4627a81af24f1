package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.contract.PortabilityContract;
import io.github.ginestra.backend.djl.pytorch.PyTorchBackendProvider;
import io.github.ginestra.spi.BackendProvider;

class PortabilityTest extends PortabilityContract {
  @Override
  protected BackendProvider first() {
    return new PyTorchBackendProvider();
  }

  @Override
  protected BackendProvider second() {
    return new MxNetBackendProvider();
  }
}
