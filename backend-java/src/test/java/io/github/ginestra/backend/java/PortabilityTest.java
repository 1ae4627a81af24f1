package io.github.ginestra.backend.java;

import io.github.ginestra.backend.contract.PortabilityContract;
import io.github.ginestra.backend.djl.mxnet.MxNetBackend;
import io.github.ginestra.backend.djl.pytorch.PyTorchBackend;
import io.github.ginestra.spi.Backend;
import org.junit.jupiter.api.Nested;

class PortabilityTest {

  @Nested
  class FromPyTorch extends PortabilityContract {
    @Override
    protected Backend first() {
      return new PyTorchBackend();
    }

    @Override
    protected Backend second() {
      return new JavaBackend();
    }
  }

  @Nested
  class FromMxNet extends PortabilityContract {
    @Override
    protected Backend first() {
      return new MxNetBackend();
    }

    @Override
    protected Backend second() {
      return new JavaBackend();
    }
  }
}
