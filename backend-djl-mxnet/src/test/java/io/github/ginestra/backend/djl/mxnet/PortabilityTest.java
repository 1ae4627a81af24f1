package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.contract.PortabilityContract;
import io.github.ginestra.backend.djl.pytorch.PyTorchBackend;
import io.github.ginestra.spi.Backend;

class PortabilityTest extends PortabilityContract {
  @Override
  protected Backend first() {
    return new PyTorchBackend();
  }

  @Override
  protected Backend second() {
    return new MxNetBackend();
  }
}
