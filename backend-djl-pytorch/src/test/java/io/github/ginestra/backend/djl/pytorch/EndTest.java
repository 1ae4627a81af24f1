package io.github.ginestra.backend.djl.pytorch;

import io.github.ginestra.backend.djl.EndContract;

class EndTest extends EndContract {
  @Override
  protected String backend() {
    return "djl-pytorch";
  }
}
