package io.github.ginestra.backend.java;

import io.github.ginestra.internal.NotOnAndroid;
import java.util.Optional;

/**
 * Whether the JVM lets programs name vector instructions: the module for it is still incubating,
 * and only there if the user starts the JVM with {@code --add-modules jdk.incubator.vector}.
 */
final class VectorApi {
  /** Classes that use the module may be touched only if this is true. */
  static final boolean PRESENT = isPresent();

  private VectorApi() {}

  @NotOnAndroid
  private static boolean isPresent() {
    try {
      Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
      if (module.isPresent()) {
        VectorApi.class.getModule().addReads(module.get());
      }
      return module.isPresent();
    } catch (NoClassDefFoundError e) {
      return false; // Android has no modules at all
    }
  }
}
