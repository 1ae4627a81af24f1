package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The C library's heap, from which the engines take their arrays.
 *
 * <p>A training step frees tens of megabytes, and the next one takes them again. glibc gives them
 * back to the system in between, so that a third of a step's time goes into page faults. Here it is
 * asked to keep them. The setting holds for the process, until it ends.
 */
final class NativeHeap {
  /** glibc's number for the size from which a block is taken from the system by itself. */
  private static final int M_MMAP_THRESHOLD = -3;

  /** glibc's number for how much free memory at the heap's end is too much. */
  private static final int M_TRIM_THRESHOLD = -1;

  private static final int OWN_BLOCK_BYTES = 128 << 20;
  private static final int KEPT_BYTES = 256 << 20;

  private NativeHeap() {}

  /**
   * Asks the C library to keep up to 256 MB of freed memory for the next training step. Does
   * nothing if it is not glibc, or if the user has set its heap up by one of its environment
   * variables.
   */
  static void keepFreedMemory() {
    if (Platform.isLinux() && !isSetUp(System.getenv())) {
      try {
        Function mallopt = Function.getFunction("c", "mallopt");
        mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, OWN_BLOCK_BYTES});
        mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, KEPT_BYTES});
      } catch (UnsatisfiedLinkError e) {
        return; // another C library, such as musl, has no such function: nothing to be asked
      }
    }
  }

  private static boolean isSetUp(Map<String, String> environment) {
    return Stream.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES")
        .anyMatch(environment::containsKey);
  }
}
