package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.consumer.Published.Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every jar that is published says under which licence it is. */
class PublishedJarsTest {
  @Test
  void every_jar_of_classes_has_the_licence_and_the_notice() throws IOException {
    check("");
  }

  @Test
  void so_have_those_of_sources() throws IOException {
    check("-sources");
  }

  @Tag("soak")
  @Test
  void so_have_those_of_javadoc() throws IOException {
    check("-javadoc");
  }

  private static void check(String classifier) throws IOException {
    for (Module module : Published.modules()) {
      if (module.isJar()) {
        Path jar = module.jar(classifier);
        assumeTrue(Files.exists(jar), "this build makes no " + jar);
        for (String name : new String[] {"LICENSE", "NOTICE"}) {
          assertThat(content(jar, "META-INF/" + name))
              .as(jar + ": " + name)
              .isEqualTo(Files.readString(Published.PROJECT.resolve(name)));
        }
      }
    }
  }

  private static String content(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry entry = file.getJarEntry(name);
      assertThat(entry).as(jar + " has no " + name).isNotNull();
      try (InputStream in = file.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
