package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFoldersTest {
  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void a_subfolder_is_a_label_and_each_file_in_or_below_it_a_text() throws IOException {
    write("spam/2.txt", "WINNER!!\n");
    write("spam/1/a.eml", "Free £1000");
    write("ham/x", "See you\nat eight");

    assertThat(Examples.fromFolders(folder))
        .containsExactly(
            new Example("ham", "See you\nat eight"),
            new Example("spam", "Free £1000"),
            new Example("spam", "WINNER!!\n"));
  }

  @Test
  void what_is_hidden_is_skipped() throws IOException {
    write("ham/.DS_Store", "\0");
    write(".git/config", "x");
    write("ham/1", "a");

    assertThat(Examples.fromFolders(folder)).containsExactly(new Example("ham", "a"));
  }

  @Test
  void files_may_be_in_another_charset() throws IOException {
    Files.createDirectories(folder.resolve("de"));
    Files.write(folder.resolve("de/1"), "schön".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Examples.fromFolders(folder, StandardCharsets.ISO_8859_1).texts())
        .containsExactly("schön");
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Examples.fromFolders(folder))
        .withMessageContainingAll("de", "line 1", "windows-1252");
  }

  @Test
  void a_file_without_a_label_is_an_error() throws IOException {
    write("ham/1", "a");
    write("readme.txt", "These are mails.");

    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Examples.fromFolders(folder))
        .withMessageContainingAll("readme.txt", "expected a folder named like a label");
  }

  @Test
  void a_folder_without_labels_is_an_error() {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Examples.fromFolders(folder))
        .withMessageContaining("expected a folder for each label, found none");
  }

  @Test
  void what_is_not_there_or_no_folder_is_an_error() throws IOException {
    write("file", "x");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Examples.fromFolders(folder.resolve("none")));
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> Examples.fromFolders(folder.resolve("file")));
  }
}
