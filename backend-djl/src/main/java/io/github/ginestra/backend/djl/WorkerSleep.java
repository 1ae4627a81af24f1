package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * Lets the threads of an engine's kernels sleep while they wait for each other. GNU OpenMP, which
 * they use on Linux, lets them spin: where other programs keep the cores busy, a thread then burns
 * the time that the one it waits for needs, and a training step takes a hundred times as long.
 *
 * <p>OpenMP reads its environment once, when it is loaded, and Java cannot set a variable of its
 * own process; so the C library is asked to.
 */
final class WorkerSleep {
  private static final String POLICY = "OMP_WAIT_POLICY";
  private static final String SPINS = "GOMP_SPINCOUNT";

  private WorkerSleep() {}

  /**
   * Starts an engine with {@code OMP_WAIT_POLICY=PASSIVE} in the native environment, and takes the
   * variable out again. Where the user has said how threads are to wait, and on other systems than
   * Linux, nothing is set.
   */
  static <T> T during(Supplier<T> start) {
    boolean decided = System.getenv(POLICY) != null || System.getenv(SPINS) != null;
    if (decided || !Platform.isLinux()) {
      return start.get();
    }
    NativeLibrary c = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
    call(c.getFunction("setenv"), POLICY, "PASSIVE", 1);
    try {
      return start.get();
    } finally {
      call(c.getFunction("unsetenv"), POLICY);
    }
  }

  private static void call(Function function, Object... arguments) {
    if (function.invokeInt(arguments) != 0) {
      throw new IllegalStateException(function.getName() + " of " + POLICY + " failed");
    }
  }
}
