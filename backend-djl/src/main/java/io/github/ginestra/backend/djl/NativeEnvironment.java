package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The environment variables of this process as native libraries see them. Java holds a read-only
 * copy, so they are set through the C library.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /**
   * Runs work while variables are set, and removes them afterwards. Variables that the user has set
   * are left alone; on systems other than Linux, none are set.
   */
  static <T> T with(Map<String, String> variables, Supplier<T> work) {
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
