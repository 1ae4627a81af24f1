package io.github.ginestra;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The backend {@link BagBackend}; remembers those it opened. */
public final class BagBackendProvider implements BackendProvider {
  private static final List<BagBackend> OPENED = new ArrayList<>();

  static BagBackend last() {
    return OPENED.get(OPENED.size() - 1);
  }

  @Override
  public String name() {
    return "bag";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  @Override
  public Backend open(BackendSettings settings) {
    settings.check(this);
    if (settings.device().kind() == Device.Kind.GPU) {
      throw new BackendException("a bag has no " + settings.device());
    }
    BagBackend backend = new BagBackend(settings);
    OPENED.add(backend);
    return backend;
  }
}
