package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.ShutdownContract;

class ShutdownTest extends ShutdownContract {
  @Override
  protected String backend() {
    return "djl-mxnet";
  }
}
