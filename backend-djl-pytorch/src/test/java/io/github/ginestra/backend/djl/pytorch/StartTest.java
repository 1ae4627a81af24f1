package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.djl.StartContract;

class StartTest extends StartContract {
  @Override
  protected String backend() {
    return "djl-pytorch";
  }
}
