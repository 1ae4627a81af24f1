package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.DjlBackend;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import java.util.Set;

/** The backend {@code djl-mxnet}: networks on MXNet's kernels. */
public final class MxNetBackendProvider implements BackendProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public MxNetBackendProvider() {}

  @Override
  public String name() {
    return "djl-mxnet";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  @Override
  public Backend open(BackendSettings settings) {
    settings.check(this);
    return DjlBackend.open(new MxNetTraits(), settings);
  }
}
