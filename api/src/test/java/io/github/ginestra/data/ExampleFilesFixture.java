package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A file of examples in a temporary folder. */
abstract class ExampleFilesFixture {
  @TempDir Path folder;

  Path file(String content) throws IOException {
    return file(content, StandardCharsets.UTF_8);
  }

  Path file(String content, Charset charset) throws IOException {
    return Files.writeString(folder.resolve("examples.txt"), content, charset);
  }

  void assertMalformed(ThrowingCallable reading, String where) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(reading)
        .withMessage(folder.resolve("examples.txt") + ", " + where);
  }
}
