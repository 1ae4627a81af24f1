package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The end of the process in native code. A library's destructors run when the process exits, while
 * native code of other threads still runs; what that code uses is then destroyed under it, and the
 * process crashes instead of ending with its status.
 */
final class NativeExit {
  private NativeExit() {}

  /**
   * Has the process end with its status before the destructors of libraries run that have been
   * loaded by now, and before what they registered to be called at the exit. Does so where the C
   * library is glibc; elsewhere there is no such function.
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
