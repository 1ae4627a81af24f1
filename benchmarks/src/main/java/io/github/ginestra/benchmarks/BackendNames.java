package io.github.ginestra.benchmarks;

import java.util.List;

/** The backends that are measured. */
final class BackendNames {
  static final String JAVA = "java";
  static final String PYTORCH = "djl-pytorch";
  static final String MXNET = "djl-mxnet";

  static final List<String> ALL = List.of(JAVA, PYTORCH, MXNET);

  private BackendNames() {}
}
