package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.djl.ShutdownContract;

class ShutdownTest extends ShutdownContract {
  @Override
  protected String backend() {
    return "djl-pytorch";
  }
}
