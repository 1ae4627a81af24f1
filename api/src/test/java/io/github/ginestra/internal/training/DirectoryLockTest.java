package io.github.ginestra.internal.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("night"));
  }

  /** What a program that takes a directory is told; it ends at once. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] arguments) throws IOException {
      try (DirectoryLock lock = DirectoryLock.of(Path.of(arguments[0]))) {
        System.out.print("free" + (lock == null));
      } catch (IllegalStateException e) {
        System.out.print("held");
      }
    }
  }

  private String fromAnotherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return told;
  }

  @Test
  void one_that_is_refused_does_not_take_the_lock_away_from_the_one_that_has_it() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolveSibling("link"), folder);
    try (DirectoryLock lock = DirectoryLock.of(folder)) {
      for (Path path : List.of(folder, link, folder.resolve("..").resolve(folder.getFileName()))) {
        assertThatIllegalStateException()
            .isThrownBy(() -> DirectoryLock.of(path))
            .withMessageStartingWith("another training is going on in the directory " + path);
      }
      assertThat(lock).isNotNull();
      assertThat(fromAnotherProcess()).isEqualTo("held");
    }
    assertThat(fromAnotherProcess()).startsWith("free");
    DirectoryLock.of(folder).close();
  }

  @Test
  void another_class_loader_of_the_process_does_not_take_it_away_either() throws Exception {
    URL[] classes = {
      DirectoryLock.class.getProtectionDomain().getCodeSource().getLocation(),
      DirectoryLockTest.class.getProtectionDomain().getCodeSource().getLocation()
    };
    try (DirectoryLock lock = DirectoryLock.of(folder);
        URLClassLoader loader = new URLClassLoader(classes, null)) {
      assertThat(lock).isNotNull();
      Method of =
          loader.loadClass(DirectoryLock.class.getName()).getDeclaredMethod("of", Path.class);
      of.setAccessible(true);
      assertThatThrownBy(() -> of.invoke(null, folder))
          .isInstanceOf(InvocationTargetException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(fromAnotherProcess()).isEqualTo("held");
    }
  }
}
