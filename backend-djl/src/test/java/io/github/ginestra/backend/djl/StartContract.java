package io.github.ginestra.backend.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** Engines that cannot start, in JVMs of their own. */
public abstract class StartContract {
  @TempDir Path folder;

  /** For subclasses. */
  protected StartContract() {}

  /**
   * Returns the backend.
   *
   * @return its name
   */
  protected abstract String backend();

  @Test
  void a_folder_for_natives_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(started("-DDJL_CACHE_DIR=" + file.resolve("cache")))
        .contains("BackendException", "DJL_CACHE_DIR", file.toString())
        .doesNotContain("class path");
  }

  @Test
  void where_jna_may_not_unpack_its_library_the_properties_are_named() throws Exception {
    assertThat(started("-Djna.nounpack=true"))
        .contains("BackendException", "jna.tmpdir", "jna.nounpack")
        .doesNotContain("class path");
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void where_native_code_is_denied_the_option_is_named() throws Exception {
    assertThat(started("--illegal-native-access=deny"))
        .contains("BackendException", "--enable-native-access=ALL-UNNAMED")
        .doesNotContain("class path");
  }

  /** What a JVM with this option says when it starts the backend. */
  private String started(String option) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(option);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Starting.class.getName(), backend()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts a backend and prints the exception. */
  static final class Starting {
    private Starting() {}

    /**
     * Runs.
     *
     * @param arguments the backend
     */
    public static void main(String[] arguments) {
      for (Backend backend : ServiceLoader.load(Backend.class)) {
        if (backend.name().equals(arguments[0])) {
          try {
            System.out.println(backend.start(new BackendSettings(1)));
          } catch (BackendException e) {
            System.out.println("BackendException: " + e.getMessage());
          }
        }
      }
    }
  }
}
