package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.djl.DjlBackend;

/** The backend {@code djl-pytorch}: networks on PyTorch's kernels. */
public final class PyTorchBackend extends DjlBackend {

  /** Called by {@link java.util.ServiceLoader}, or to pass the backend as an object. */
  public PyTorchBackend() {
    super("djl-pytorch", new PyTorchTraits());
  }
}
