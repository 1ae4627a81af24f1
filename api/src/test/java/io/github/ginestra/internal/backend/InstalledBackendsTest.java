package io.github.ginestra.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ginestra.BagBackend;
import io.github.ginestra.StubBackend;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledBackendsTest {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    thread.setContextClassLoader(before);
  }

  private List<String> found(@Nullable ClassLoader context) {
    thread.setContextClassLoader(context);
    List<String> names = new ArrayList<>();
    new InstalledBackends().forEach(provider -> names.add(provider.name()));
    return names;
  }

  /** A class loader over a folder whose service file lists providers. */
  private ClassLoader listing(ClassLoader parent, String providers) throws IOException {
    Path file = folder.resolve(InstalledBackends.SERVICE_FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, providers);
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
  }

  /** A backend that only the context class loader sees. */
  public static final class OfTheHost extends StubBackend {
    /** Called by the service loader. */
    public OfTheHost() {
      super("host");
    }
  }

  @Test
  void are_found_by_the_library_s_own_loader_whatever_the_context_is() {
    assertThat(found(null)).containsExactly("bag");
    assertThat(found(ClassLoader.getPlatformClassLoader())).containsExactly("bag");
    assertThat(found(new URLClassLoader(new URL[0], null))).containsExactly("bag");
  }

  @Test
  void are_found_by_the_context_class_loader_too_and_none_twice() throws IOException {
    ClassLoader host = listing(before, OfTheHost.class.getName() + "\n");

    assertThat(found(host)).containsExactlyInAnyOrder("host", "bag");
    assertThat(found(before)).containsExactly("bag");
  }

  @Test
  void of_another_copy_of_the_library_are_none_of_ours() throws IOException {
    URL library = Backend.class.getProtectionDomain().getCodeSource().getLocation();
    URL tests = BagBackend.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader copy =
        new URLClassLoader(new URL[] {library, tests}, ClassLoader.getPlatformClassLoader())) {
      assertThat(found(copy)).containsExactly("bag");
    }
  }

  @Test
  void that_are_listed_and_not_there_are_named() throws IOException {
    ClassLoader host = listing(before, "com.example.Minimized\n");

    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> found(host))
        .withMessageContaining("com.example.Minimized")
        .withMessageContaining("META-INF/services/io.github.ginestra.spi.Backend")
        .withMessageContaining(
            "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#unusable");
  }

  @Test
  void that_the_library_names_itself_are_the_classes_of_its_backends() {
    assertThat(InstalledBackends.Own.values())
        .allSatisfy(
            own -> {
              String path = own.type.replace('.', '/') + ".java";
              String module =
                  own.backend.equals("java") ? "backend-java" : "backend-" + own.backend;
              assertThat(Path.of("..", module, "src", "main", "java").resolve(path)).exists();
            });
  }
}
