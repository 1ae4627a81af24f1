package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.djl.EngineTraits;
import java.util.Map;

/** What is particular to MXNet. */
final class MxNetTraits implements EngineTraits {
  @Override
  public String engineName() {
    return "MXNet";
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

  @Override
  public String remedy() {
    return "There are natives for Linux, macOS and Windows on x86_64 and none for aarch64, where"
        + " the backend djl-pytorch runs; the artifact ai.djl.mxnet:mxnet-native-mkl with this"
        + " platform's classifier must be on the class path (see docs/backends.md#djl-mxnet)";
  }
}
