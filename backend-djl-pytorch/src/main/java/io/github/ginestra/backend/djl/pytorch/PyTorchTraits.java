package io.github.ginestra.backend.djl.pytorch;

import ai.djl.pytorch.jni.JniUtils;
import io.github.ginestra.backend.djl.EngineTraits;
import java.util.function.Supplier;

/** What is particular to PyTorch. */
final class PyTorchTraits implements EngineTraits {
  @Override
  public String engineName() {
    return "PyTorch";
  }

  @Override
  public void useThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }

  /** PyTorch keeps it by default, thread by thread, and takes other kernels for that. */
  @Override
  public <T> T withoutGradients(Supplier<T> pass) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return pass.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  @Override
  public String remedy() {
    return "There are natives for Linux (x86_64, aarch64), macOS (aarch64) and Windows (x86_64);"
        + " the artifact ai.djl.pytorch:pytorch-native-cpu with this platform's classifier must be"
        + " on the class path (see docs/backends.md#djl-pytorch)";
  }
}
