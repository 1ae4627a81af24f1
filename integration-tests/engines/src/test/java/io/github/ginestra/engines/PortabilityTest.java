package io.github.ginestra.engines;

import io.github.ginestra.backend.contract.PortabilityContract;
import io.github.ginestra.backend.djl.mxnet.MxNetBackend;
import io.github.ginestra.backend.djl.pytorch.PyTorchBackend;
import io.github.ginestra.backend.java.JavaBackend;
import io.github.ginestra.spi.Backend;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class PortabilityTest {

  @Nested
  class FromPyTorchToMxNet extends PortabilityContract {
    @Override
    protected Backend first() {
      return new PyTorchBackend();
    }

    @Override
    protected Backend second() {
      return new MxNetBackend();
    }
  }

  @Nested
  class FromPyTorchToJava extends PortabilityContract {
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
  @Tag("soak")
  class FromMxNetToJava extends PortabilityContract {
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
