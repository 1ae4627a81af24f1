package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The exit of the process in native code. Libraries run their destructors when the process exits,
 * while native code of other threads may still be running; it then uses destroyed objects, and the
 * process crashes instead of exiting with its status.
 */
final class NativeExit {
  private NativeExit() {}

  /**
   * Makes the process exit with its status before the destructors and exit handlers of the
   * libraries loaded so far run. Works with glibc only; other C libraries have no such function.
   */
  static void withoutDestructors() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      NativeLibrary library = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
      Function exit = library.getFunction("_exit");
      library.getFunction("on_exit").invokeInt(new Object[] {exit, Pointer.NULL});
    } catch (UnsatisfiedLinkError e) {
      return; // another C library, such as musl, on which no engine runs
    }
  }
}
