package io.github.ginestra.backend.djl.mxnet;

import ai.djl.engine.EngineProvider;
import ai.djl.mxnet.engine.MxEngineProvider;
import ai.djl.mxnet.jna.JnaUtils;
import io.github.ginestra.backend.djl.EngineTraits;
import io.github.ginestra.backend.djl.Natives;
import io.github.ginestra.internal.Docs;
import java.util.Map;

/** The particularities of MXNet. */
record MxNetTraits() implements EngineTraits {
  @Override
  public String engineName() {
    return "MXNet";
  }

  @Override
  public EngineProvider provider() {
    return new MxEngineProvider();
  }

  @Override
  public void useThreads(int threads) {
    EngineWorker.useThreads(threads);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        EngineWorker.THREADS_VARIABLE,
        Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  /** MXNet chooses by the training mode of the calling thread, whether it records or not. */
  @Override
  public boolean setTraining(boolean training) {
    return JnaUtils.autogradSetTraining(training);
  }

  @Override
  public boolean isTraining() {
    return JnaUtils.autogradIsTraining();
  }

  /** DJL registers a shutdown hook that calls it. */
  @Override
  public boolean awaitsIdleEngine(StackTraceElement frame) {
    return frame.getMethodName().equals("waitAll")
        && frame.getClassName().equals(JnaUtils.class.getName());
  }

  @Override
  public String otherKernels() {
    return "set the environment variable MXNET_USE_MKLDNN_RNN=0 before the JVM starts";
  }

  @Override
  public String remedy() {
    Natives natives =
        Natives.of(
            MxEngineProvider.class,
            "mxnet",
            "ai.djl.mxnet:mxnet-native-mkl",
            "linux-x86_64",
            "osx-x86_64",
            "win-x86_64");
    return "There are natives for Linux, macOS and Windows on x86_64 and none for aarch64, where"
        + " the backend djl-pytorch runs; "
        + natives.forThisPlatform()
        + Docs.see("backends.md#djl-mxnet");
  }
}
