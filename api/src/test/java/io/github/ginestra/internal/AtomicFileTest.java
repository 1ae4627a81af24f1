package io.github.ginestra.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void a_new_file_holds_what_was_written() throws IOException {
    Path file = folder.resolve("new");
    AtomicFile.replace(file, out -> out.write(new byte[] {1, 2, 3}));
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(folder.toFile().list()).containsExactly("new");
  }

  @Test
  void the_old_file_remains_until_the_new_one_is_complete() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    AtomicFile.replace(
        file,
        out -> {
          out.write("new".getBytes(UTF_8));
          out.flush();
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void a_failed_write_leaves_the_old_file_and_nothing_beside_it() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.replace(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void a_link_stays_a_link() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.replace(link, out -> out.write('n'));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("n");
  }

  @Test
  void a_directory_is_not_replaced() {
    assertThatThrownBy(() -> AtomicFile.replace(folder, out -> out.write(1)))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": is a directory, not a file to write");
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> AtomicFile.replace(nowhere.resolve("model"), out -> out.write(1)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void an_interrupt_at_any_moment_breaks_no_write_and_stays_set() throws Exception {
    Path file = folder.resolve("model");
    byte[] content = new byte[200_000];
    try (Interrupter interrupter = Interrupter.of(Thread.currentThread())) {
      for (int i = 0; i < 100; i++) {
        Arrays.fill(content, (byte) i);
        AtomicFile.replace(file, out -> out.write(content));
        interrupter.awaitInterrupt();
      }
    }
    assertThat(file).hasBinaryContent(content);
    assertThat(folder.toFile().list()).containsExactly("model");
  }
}
