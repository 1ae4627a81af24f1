package io.github.ginestra.backend.djl.pytorch;

import ai.djl.engine.EngineProvider;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.pytorch.jni.JniUtils;
import io.github.ginestra.backend.djl.EngineTraits;
import io.github.ginestra.backend.djl.Natives;
import io.github.ginestra.internal.Docs;

/** The particularities of PyTorch. */
record PyTorchTraits() implements EngineTraits {
  @Override
  public String engineName() {
    return "PyTorch";
  }

  @Override
  public EngineProvider provider() {
    return new PtEngineProvider();
  }

  @Override
  public void useThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }

  /** PyTorch chooses by the gradient mode of the calling thread, which is on by default. */
  @Override
  public boolean setTraining(boolean training) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(training);
    return before;
  }

  @Override
  public boolean isTraining() {
    return JniUtils.isGradMode();
  }

  @Override
  public String otherKernels() {
    return "set the environment variable ONEDNN_MAX_CPU_ISA=AVX2 before the JVM starts";
  }

  @Override
  public String remedy() {
    Natives natives =
        Natives.of(
            PtEngineProvider.class,
            "pytorch",
            "ai.djl.pytorch:pytorch-native-cpu",
            "linux-x86_64",
            "linux-aarch64",
            "osx-aarch64",
            "win-x86_64");
    return "There are natives for Linux (x86_64, aarch64), macOS (aarch64) and Windows (x86_64); "
        + natives.forThisPlatform()
        + Docs.see("backends.md#djl-pytorch");
  }
}
