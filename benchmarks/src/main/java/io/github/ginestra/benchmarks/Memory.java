package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of a process.
 *
 * @param heap the bytes of the heap in use after a garbage collection
 * @param resident the bytes of memory that the whole process holds; {@link #UNKNOWN} where the
 *     system does not report it
 */
record Memory(long heap, long resident) {
  /** Of the resident size, where it is not known. */
  static final long UNKNOWN = -1;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** This process, now. */
  static Memory now() throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Memory(heap, Files.exists(STATUS) ? resident(Files.readAllLines(STATUS)) : UNKNOWN);
  }

  /** Parses the resident size from the status that Linux reports of a process. */
  static long resident(List<String> status) {
    for (String line : status) {
      if (line.startsWith(RESIDENT)) {
        String kilobytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
        return Long.parseLong(kilobytes) << 10;
      }
    }
    return UNKNOWN;
  }
}
