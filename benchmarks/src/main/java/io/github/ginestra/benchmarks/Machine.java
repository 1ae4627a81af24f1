package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What everything runs on.
 *
 * @param processor its name, if the system reports it
 * @param cores how many there are for this program
 * @param system the operating system
 * @param java the virtual machine
 * @param caches of a core, the nearest first; may be empty
 */
record Machine(String processor, int cores, String system, String java, List<CacheLevel> caches) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** This machine. */
  static Machine here() throws IOException {
    return new Machine(
        Files.exists(PROCESSORS)
            ? processor(Files.readAllLines(PROCESSORS))
            : System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        CacheLevel.ofThisMachine());
  }

  /** Parses the name from the processor list of Linux; falls back to the architecture. */
  static String processor(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** How many threads of all programs ran or waited for a core, on average over a minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Names the nearest cache that holds the given number of bytes. */
  String cacheFor(long bytes) {
    return caches.stream()
        .filter(cache -> cache.holds(bytes))
        .findFirst()
        .map(cache -> "fits the " + cache)
        .orElse(caches.isEmpty() ? "caches unknown" : "fits no cache");
  }

  @Override
  public String toString() {
    return processor + ", " + cores + " cores, " + system + ", " + java;
  }
}
