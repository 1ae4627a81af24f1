package io.github.ginestra.internal;

/** Warnings to the {@link System.Logger} {@code io.github.ginestra}. */
public final class Log {
  private Log() {}

  /**
   * Logs a warning; on Android, which has no {@link System.Logger}, nothing.
   *
   * @param message the warning
   */
  public static void warning(String message) {
    try {
      Logging.warning(message);
    } catch (LinkageError e) {
      // on Android: warnings are also available by other means
    }
  }

  @NotOnAndroid
  private static final class Logging {
    static void warning(String message) {
      System.getLogger("io.github.ginestra").log(System.Logger.Level.WARNING, message);
    }
  }
}
