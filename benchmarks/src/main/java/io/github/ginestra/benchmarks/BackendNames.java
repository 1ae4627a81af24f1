package io.github.ginestra.benchmarks;

import java.util.List;

/** The backends that are measured. */
final class BackendNames {
  static final String JAVA = "java";
  static final String PYTORCH = "djl-pytorch";
  static final String MXNET = "djl-mxnet";

  static final List<String> ALL = List.of(JAVA, PYTORCH, MXNET);

  /** {@link #JAVA} in a JVM that is started with {@link #VECTOR_API}. */
  static final String JAVA_WITH_VECTORS = "java, Vector API";

  /** The option that brings the module of the Vector API. */
  static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

  /** What stands side by side. */
  static final List<String> COLUMNS = List.of(JAVA, JAVA_WITH_VECTORS, PYTORCH, MXNET);

  private BackendNames() {}
}
