package io.github.ginestra.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are written to whatever stands at a path, and it stays what it is. */
@DisabledOnOs(OS.WINDOWS)
class FileTargetTest {
  @TempDir Path folder;

  /** Runs a line of the shell; its output, errors after it. */
  private static String run(String line) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void a_named_pipe_is_written_to_and_stays_one() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(succeeds("mkfifo", pipe.toString()), "cannot make named pipes here");
    CompletableFuture<String> reader = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                reader.complete(Files.readString(pipe));
              } catch (IOException e) {
                reader.completeExceptionally(e);
              }
            })
        .start();

    AtomicFile.replace(Files.createSymbolicLink(folder.resolve("link"), pipe), "through");

    assertThat(reader.get()).isEqualTo("through");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("pipe", "link");
  }

  @Test
  void a_device_is_written_to_and_stays_one() throws Exception {
    Path device = folder.resolve("null");
    assumeTrue(succeeds("mknod", device.toString(), "c", "1", "3"), "cannot make devices here");
    assumeTrue(run("echo > '" + device + "'").isEmpty(), "cannot open devices here");

    AtomicFile.replace(device, "gone");

    assertThat(Files.readAttributes(device, "unix:rdev")).containsEntry("rdev", 0x103L);
  }

  @Test
  void a_full_device_is_named_with_what_had_been_written() throws Exception {
    Path device = folder.resolve("full");
    assumeTrue(succeeds("mknod", device.toString(), "c", "1", "7"), "cannot make devices here");
    assumeTrue(run(": > '" + device + "'").isEmpty(), "cannot open devices here");

    assertThatThrownBy(() -> AtomicFile.replace(device, "x"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(device + ": ")
        .hasMessageEndingWith(", after 0 bytes were written: write to another place");
  }

  @Test
  void a_full_disk_is_an_error_that_names_the_file_and_the_bytes_written() throws Exception {
    Path file = Files.writeString(folder.resolve("model"), "old");

    String output = run("ulimit -f 256; " + WritingProgram.command(file, 1_000_000));

    assertThat(output)
        .startsWith("before java.nio.file.FileSystemException: " + file + ": ")
        .containsPattern(", after \\d{5,6} bytes were written \\(\\d+ bytes are free\\): make room")
        .endsWith("there, or write to another place");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void links_are_followed_one_after_the_other() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = Files.writeString(other.resolve("model"), "old");
    Path last = Files.createSymbolicLink(other.resolve("last"), Path.of("model"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("other", "last"));

    AtomicFile.replace(first, "new");

    assertThat(file).hasContent("new");
    assertThat(first).isSymbolicLink();
    assertThat(last).isSymbolicLink();
  }

  @Test
  void a_link_to_what_is_not_there_yet_stays_and_its_file_is_made() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("model"));

    AtomicFile.replace(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("model")).hasContent("new");
  }

  @Test
  void a_link_into_a_directory_that_is_not_there_is_refused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere", "model"));

    assertThatThrownBy(() -> AtomicFile.replace(link, "new"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(folder.resolve("nowhere").toString());
    assertThat(link).isSymbolicLink();
  }

  @Test
  void links_that_go_round_are_refused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("back"));
    Files.createSymbolicLink(folder.resolve("back"), Path.of("link"));

    assertThatThrownBy(() -> AtomicFile.replace(link, "new"))
        .isInstanceOf(FileSystemLoopException.class)
        .hasMessageContaining(link.toString());
  }

  @Test
  void above_a_linked_directory_lies_what_is_above_where_it_leads() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), deep);

    AtomicFile.replace(link.resolve("..").resolve("model"), "new");

    assertThat(folder.resolve("a/model")).hasContent("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rwxrw-rw-"})
  void a_replaced_file_keeps_its_permissions(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    AtomicFile.replace(file, "new");

    assertThat(permissions(file)).isEqualTo(permissions);
  }

  @Test
  void a_replaced_file_keeps_owner_and_group_where_the_process_may_set_them() throws Exception {
    Path file = Files.writeString(folder.resolve("model"), "old");
    assumeTrue(succeeds("chown", "12:34", file.toString()), "may not give files away");

    AtomicFile.replace(file, "new");

    assertThat(Files.readAttributes(file, "unix:uid,gid"))
        .containsEntry("uid", 12)
        .containsEntry("gid", 34);
  }

  @Test
  void a_new_file_has_the_permissions_that_the_process_gives() throws Exception {
    Path file = folder.resolve("model");

    assertThat(run("umask 027; " + WritingProgram.command(file, 1))).isEqualTo("before  after");

    assertThat(permissions(file)).isEqualTo("rw-r-----");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"})
  @EnabledOnOs(OS.LINUX)
  void standard_output_is_written_at_its_current_position(String name) throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "log ");

    assertThat(run(WritingProgram.command(Path.of(name), 2) + " >> '" + log + "'")).isEmpty();
    assertThat(run(WritingProgram.command(Path.of(name), 2) + " | cat"))
        .isEqualTo("before xx after");

    assertThat(log).hasContent("log before xx after");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void an_open_descriptor_is_written_to_and_keeps_what_it_holds() throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "log ");

    run(WritingProgram.command(Path.of("/proc/self/fd/9"), 2) + " 9>> '" + log + "'");
    assertThat(run(WritingProgram.command(Path.of("/dev/fd/9"), 2) + " 9>&1 >/dev/stderr | cat"))
        .contains("xx");

    assertThat(log).hasContent("log xx");
  }

  /** Runs the program as a user without rights; empty where that cannot be done. */
  private String runAsNobody(Path file) throws Exception {
    assumeTrue(
        succeeds("sh", "-c", asNobody(WritingProgram.command(folder.resolve("absent/x"), 1))),
        "cannot become another user here");
    return run(asNobody(WritingProgram.command(file, 3)));
  }

  private static String asNobody(String command) {
    return "setpriv --reuid=65534 --regid=65534 --clear-groups " + command;
  }

  private void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void in_a_protected_directory_a_file_is_overwritten_in_place() throws Exception {
    Path file = Files.writeString(folder.resolve("model"), "old content");
    open(file, "rw-rw-rw-");
    open(folder, "rwxr-xr-x");
    Object inode = Files.getAttribute(file, "unix:ino");

    assertThat(runAsNobody(file)).isEqualTo("before  after");

    assertThat(file).hasContent("xxx");
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void among_files_of_others_a_file_that_cannot_be_replaced_is_overwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("model"), "old content");
    open(file, "rw-rw-rw-");
    assertThat(succeeds("chmod", "1777", folder.toString())).isTrue();

    assertThat(runAsNobody(file)).isEqualTo("before  after");

    assertThat(file).hasContent("xxx");
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void a_file_without_write_permission_is_an_error_that_says_what_to_do() throws Exception {
    Path file = Files.writeString(folder.resolve("model"), "old");
    open(file, "r--r--r--");
    open(folder, "rwxrwxrwx");
    Path shut = Files.createDirectory(folder.resolve("shut"));

    assertThat(runAsNobody(file))
        .isEqualTo(
            "before %s: %s: it is write-protected: change that, or name another file",
            AccessDeniedException.class.getName(), file);
    assertThat(runAsNobody(shut.resolve("model")))
        .isEqualTo(
            "before %s: %s: the directory %s is write-protected: change that, or name another one",
            AccessDeniedException.class.getName(), shut.resolve("model"), shut);
    assertThat(file).hasContent("old");
  }

  @Test
  void files_of_other_file_systems_are_replaced_too() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("models.zip").toUri());
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = files.getPath("/model");
      AtomicFile.replace(file, "old");
      AtomicFile.replace(file, "new");
      assertThat(Files.readString(file)).isEqualTo("new");
      try (Stream<Path> all = Files.list(files.getPath("/"))) {
        assertThat(all).containsExactly(file);
      }
    }
  }
}
