package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The environment of this process as native libraries read it when they are loaded. Java shows a
 * copy and cannot set it, so the C library is asked to.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /**
   * Does something while variables are set, and takes them out again. Those that the user has set
   * stay as they are; on other systems than Linux, nothing is set.
   */
  static <T> T during(Map<String, String> variables, Supplier<T> work) {
    if (!Platform.isLinux()) {
      return work.get();
    }
    List<String> set = new ArrayList<>();
    try {
      variables.forEach(
          (name, value) -> {
            if (System.getenv(name) == null) {
              call("setenv", name, value, 1);
              set.add(name);
            }
          });
      return work.get();
    } finally {
      set.forEach(name -> call("unsetenv", name));
    }
  }

  private static void call(String function, Object... arguments) {
    Function called = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction(function);
    if (called.invokeInt(arguments) != 0) {
      throw new IllegalStateException(function + " of " + arguments[0] + " failed");
    }
  }
}
