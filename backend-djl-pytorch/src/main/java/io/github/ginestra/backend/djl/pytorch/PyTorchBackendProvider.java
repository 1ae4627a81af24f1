package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.djl.DjlBackend;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import java.util.Set;

/** The backend {@code djl-pytorch}: networks on PyTorch's kernels. */
public final class PyTorchBackendProvider implements BackendProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public PyTorchBackendProvider() {}

  @Override
  public String name() {
    return "djl-pytorch";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  @Override
  public Backend open(BackendSettings settings) {
    settings.check(this);
    return DjlBackend.open(new PyTorchTraits(), settings);
  }
}
