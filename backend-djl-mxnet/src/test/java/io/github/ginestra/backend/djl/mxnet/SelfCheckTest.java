package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.EngineTraits;
import io.github.ginestra.backend.djl.SelfCheckContract;

class SelfCheckTest extends SelfCheckContract {
  @Override
  protected EngineTraits traits() {
    return new MxNetTraits();
  }
}
