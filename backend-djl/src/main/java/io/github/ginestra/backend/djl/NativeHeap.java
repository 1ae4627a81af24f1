package io.github.ginestra.backend.djl;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The C library's heap, where engines allocate their arrays.
 *
 * <p>A training step frees tens of megabytes, and the next one allocates them again. By default
 * glibc returns them to the system in between, and page faults take a third of the time of a step.
 * This class makes glibc keep them. The setting applies to the whole process until it exits.
 */
final class NativeHeap {
  /** glibc's constant for the size from which a block gets its own memory mapping. */
  private static final int M_MMAP_THRESHOLD = -3;

  /** glibc's constant for the free memory at the end of the heap above which it is trimmed. */
  private static final int M_TRIM_THRESHOLD = -1;

  private static final int OWN_BLOCK_BYTES = 128 << 20;
  private static final int KEPT_BYTES = 256 << 20;

  private NativeHeap() {}

  /**
   * Makes the C library keep up to 256 MB of freed memory for the next training step. Does nothing
   * if it is not glibc, or if the user has configured its heap by an environment variable.
   */
  static void keepFreedMemory() {
    if (Platform.isLinux() && !isConfigured(System.getenv())) {
      try {
        Function mallopt = Function.getFunction("c", "mallopt");
        mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, OWN_BLOCK_BYTES});
        mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, KEPT_BYTES});
      } catch (UnsatisfiedLinkError e) {
        return; // another C library, such as musl, has no such function and nothing to set
      }
    }
  }

  private static boolean isConfigured(Map<String, String> environment) {
    return Stream.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES")
        .anyMatch(environment::containsKey);
  }
}
