package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.EndContract;

class EndTest extends EndContract {
  @Override
  protected String backend() {
    return "djl-mxnet";
  }
}
