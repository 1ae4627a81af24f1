package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedSectionTest {
  @TempDir Path folder;

  private MarkedSection document(String text) throws IOException {
    Path file = folder.resolve("document.md");
    Files.writeString(file, text);
    return new MarkedSection(file);
  }

  @Test
  void only_the_text_between_the_marks_is_replaced() throws IOException {
    MarkedSection section =
        document("# Title\n\n" + MarkedSection.BEGIN + "old\n" + MarkedSection.END + "\nafter\n");

    section.write("new\nlines\n");
    section.write("newer\n");

    assertThat(section.document())
        .hasContent(
            "# Title\n\n" + MarkedSection.BEGIN + "newer\n" + MarkedSection.END + "\nafter\n");
  }

  @Test
  void nothing_is_left_beside_the_document() throws IOException {
    document(MarkedSection.BEGIN + MarkedSection.END).write("new\n");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("document.md"));
    }
  }

  @Test
  void a_document_without_a_mark_is_left_as_it_is() throws IOException {
    MarkedSection section = document("text\n" + MarkedSection.END);

    assertThatThrownBy(section::check)
        .isInstanceOf(IOException.class)
        .hasMessage(
            section.document()
                + ": the line <!-- written by ginestra-benchmarks: begin --> must stand there"
                + " once, to be written at");
    assertThatThrownBy(() -> section.write("new")).isInstanceOf(IOException.class);
    assertThat(section.document()).hasContent("text\n" + MarkedSection.END);
  }

  @Test
  void a_duplicate_mark_is_refused() throws IOException {
    MarkedSection section = document(MarkedSection.BEGIN.repeat(2) + MarkedSection.END);

    assertThatThrownBy(section::check).hasMessageContaining("must stand there once");
  }

  @Test
  void marks_in_the_wrong_order_are_refused() throws IOException {
    MarkedSection section = document(MarkedSection.END + MarkedSection.BEGIN);

    assertThatThrownBy(section::check).hasMessageContaining("stands before its begin");
  }

  @Test
  void the_projects_own_document_can_be_written() throws IOException {
    new MarkedSection(Path.of("..", "docs", "benchmarks.md")).check();
  }
}
