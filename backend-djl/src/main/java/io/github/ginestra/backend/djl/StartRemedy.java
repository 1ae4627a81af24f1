package io.github.ginestra.backend.djl;

/** What to do where an engine cannot be started, by what went wrong first. */
final class StartRemedy {
  private static final String ELSEWHERE =
      "Java loads a native library in one class loader only, and another one of this process, such"
          + " as that of another web application or of this one before it was redeployed, has it:"
          + " put the engine's jars into the server's shared loader (see"
          + " docs/backends.md#redeployment)";

  private static final String MODULES =
      "Engines are no modules: put the engine's jars on the class path, while the program and"
          + " ginestra-api may stay on the module path (see docs/backends.md#modules)";

  private static final String MISSING =
      "A jar that the engine depends on is not on the class path, or the Java runtime is an image"
          + " without the module java.logging (see docs/backends.md#modules)";

  private StartRemedy() {}

  /**
   * The remedy.
   *
   * @param root what went wrong first
   * @return a sentence
   */
  static String of(EngineTraits traits, Throwable root) {
    if (isLoadedElsewhere(root)) {
      return ELSEWHERE;
    }
    if (traits.getClass().getModule().isNamed()) {
      return MODULES;
    }
    return isMissingClass(root) ? MISSING : traits.remedy();
  }

  private static boolean isLoadedElsewhere(Throwable root) {
    return root instanceof UnsatisfiedLinkError
        && String.valueOf(root.getMessage()).contains("already loaded in another classloader");
  }

  private static boolean isMissingClass(Throwable root) {
    return root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError;
  }
}
