package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Benchmarks.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
  }

  @Test
  void a_document_that_cannot_be_written_is_found_before_anything_is_measured() throws Exception {
    Path document = Files.writeString(folder.resolve("document.md"), "no marks\n");
    Path work = folder.resolve("work");

    int code = run("--output", document.toString(), "--work", work.toString());

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString().stripTrailing())
        .contains("error: " + document + ": the line <!-- written by ginestra-benchmarks: begin");
    assertThat(work).doesNotExist();
  }

  @Test
  void a_json_file_that_cannot_be_written_is_found_before_anything_is_measured() {
    Path json = folder.resolve("nowhere").resolve("figures.json");
    Path work = folder.resolve("work");

    int code = run("--quick", "--json", json.toString(), "--work", work.toString());

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString()).contains("error: " + json.getParent());
    assertThat(work).doesNotExist();
  }

  @Test
  void the_version_is_that_of_all_that_is_measured() {
    StringWriter out = new StringWriter();

    int code = Benchmarks.commandLine().setOut(new PrintWriter(out)).execute("--version");

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Ginestra ").contains("DJL");
  }

  @Test
  void an_unknown_option_is_refused() {
    assertThat(run("--slow")).isEqualTo(2);
    assertThat(errors.toString()).contains("Unknown option: '--slow'", "--quick");
  }
}
