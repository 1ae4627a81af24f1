package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.DjlBackend;

/** The backend {@code djl-mxnet}: networks on MXNet's kernels. */
public final class MxNetBackend extends DjlBackend {

  /** Called by {@link java.util.ServiceLoader}, or to pass the backend as an object. */
  public MxNetBackend() {
    super("djl-mxnet", new MxNetTraits());
  }
}
