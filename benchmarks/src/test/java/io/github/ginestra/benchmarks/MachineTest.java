package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path folder;

  private void cache(String name, String level, String type, String size) throws IOException {
    Path entry = Files.createDirectory(folder.resolve(name));
    Files.writeString(entry.resolve("level"), level + "\n");
    Files.writeString(entry.resolve("type"), type + "\n");
    Files.writeString(entry.resolve("size"), size + "\n");
  }

  @Test
  void the_processors_name_is_found() {
    assertThat(Machine.processor(List.of("processor\t: 0", "model name\t: Fast One 9", "flags\t:")))
        .isEqualTo("Fast One 9");
  }

  @Test
  void the_nearest_cache_that_holds_the_weights_is_named() throws IOException {
    cache("index0", "1", "Data", "48K");
    cache("index1", "1", "Instruction", "32K");
    cache("index3", "3", "Unified", "32768K");
    cache("index2", "2", "Unified", "1024K");
    Machine machine = new Machine("", 2, "", "", CacheLevel.in(folder));

    assertThat(machine.cacheFor(300_000)).isEqualTo("fits the level 2 cache (1024 KiB)");
    assertThat(machine.cacheFor(49_152)).isEqualTo("fits the level 1 cache (48 KiB)");
    assertThat(machine.cacheFor(1L << 30)).isEqualTo("fits no cache");
  }

  @Test
  void a_system_that_does_not_report_caches_has_none() throws IOException {
    assertThat(CacheLevel.in(folder.resolve("nothing"))).isEmpty();
    assertThat(new Machine("", 2, "", "", List.of()).cacheFor(1)).isEqualTo("caches unknown");
  }

  @Test
  void the_resident_size_is_found() {
    assertThat(Memory.resident(List.of("VmPeak:\t  900000 kB", "VmRSS:\t  512004 kB")))
        .isEqualTo(512_004L * 1_024);
    assertThat(Memory.resident(List.of())).isEqualTo(Memory.UNKNOWN);
  }

  @Test
  void the_build_records_its_versions() throws IOException {
    assertThat(BuildVersions.read().toString())
        .matches(
            "Ginestra \\d\\S+, PyTorch \\d\\S+ and MXNet \\d\\S+ through DJL \\d\\S+, JMH \\d\\S+");
  }
}
