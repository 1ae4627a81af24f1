package io.github.ginestra.backend.java;

import io.github.ginestra.backend.contract.PortabilityContract;
import io.github.ginestra.backend.djl.mxnet.MxNetBackendProvider;
import io.github.ginestra.backend.djl.pytorch.PyTorchBackendProvider;
import io.github.ginestra.spi.BackendProvider;
import org.junit.jupiter.api.Nested;

class PortabilityTest {

  @Nested
  class FromPyTorch extends PortabilityContract {
    @Override
    protected BackendProvider first() {
      return new PyTorchBackendProvider();
    }

    @Override
    protected BackendProvider second() {
      return new JavaBackendProvider();
    }
  }

  @Nested
  class FromMxNet extends PortabilityContract {
    @Override
    protected BackendProvider first() {
      return new MxNetBackendProvider();
    }

    @Override
    protected BackendProvider second() {
      return new JavaBackendProvider();
    }
  }
}
