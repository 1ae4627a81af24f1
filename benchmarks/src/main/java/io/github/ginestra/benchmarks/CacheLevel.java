package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache that a core keeps data in.
 *
 * @param level 1 for the nearest
 * @param kilobytes its size in units of 1,024 bytes
 */
record CacheLevel(int level, int kilobytes) {
  private static final Path FIRST_CORE = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** The caches of the first core, the nearest first; none if the system does not report them. */
  static List<CacheLevel> ofThisMachine() throws IOException {
    return in(FIRST_CORE);
  }

  /** Reads a folder in which Linux describes a core's caches. */
  static List<CacheLevel> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<CacheLevel> levels = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(path -> Files.exists(path.resolve("size"))).toList()) {
        if (!word(entry, "type").equals("Instruction")) {
          levels.add(
              new CacheLevel(
                  Integer.parseInt(word(entry, "level")),
                  Integer.parseInt(word(entry, "size").replace("K", ""))));
        }
      }
    }
    levels.sort(Comparator.comparingInt(CacheLevel::level));
    return List.copyOf(levels);
  }

  private static String word(Path entry, String name) throws IOException {
    return Files.readString(entry.resolve(name)).strip();
  }

  /** Whether it can hold the given number of bytes. */
  boolean holds(long bytes) {
    return bytes <= (long) kilobytes << 10;
  }

  @Override
  public String toString() {
    return "level " + level + " cache (" + kilobytes + " KiB)";
  }
}
