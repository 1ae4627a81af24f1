package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.ginestra.internal.Library;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM's {@code native-image} is told beside the classes. It finds services itself, and
 * there is no reflection to tell of.
 */
class NativeImageTest {
  private static final String METADATA =
      "META-INF/native-image/io.github.ginestra/ginestra-api/resource-config.json";

  @Test
  void every_resource_is_listed() throws Exception {
    Path classes =
        Path.of(Library.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> resources = resources(classes);
    assertThat(resources).contains("io/github/ginestra/internal/library.properties");

    List<String> patterns = patterns(classes.resolve(METADATA));
    for (String resource : resources) {
      assertThat(patterns).as(resource).anyMatch(resource::matches);
    }
    assertThat(patterns).hasSameSizeAs(resources);
  }

  private static List<String> resources(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/'))
          .filter(file -> !file.endsWith(".class") && !file.startsWith("META-INF/"))
          .toList();
    }
  }

  private static List<String> patterns(Path metadata) throws IOException {
    JsonElement document = JsonParser.parseString(Files.readString(metadata));
    return StreamSupport.stream(
            document
                .getAsJsonObject()
                .getAsJsonObject("resources")
                .getAsJsonArray("includes")
                .spliterator(),
            false)
        .map(include -> include.getAsJsonObject().get("pattern").getAsString())
        .toList();
  }
}
