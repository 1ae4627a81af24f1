package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Processes on machines that lack what charts need. */
class ChartSupportTest {
  @TempDir private Path folder;

  /** Draws a chart twice, as a program does that tries again. */
  static final class Draws {
    private Draws() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          double[] points = {1, 2};
          LineChart chart = new LineChart("Loss", "Line chart of loss", "epoch", "nats");
          System.out.println(chart.line("a", points, points, true).element("c").tagName());
        } catch (IllegalStateException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private List<String> drawn(String display, String... options) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Draws.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("DISPLAY", display);
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  @Test
  void here_there_are_fonts() {
    assertThatCode(TrainingReport::requireFonts).doesNotThrowAnyException();
  }

  @Test
  @EnabledOnOs(LINUX)
  void without_fonts_the_message_says_what_to_install() throws Exception {
    Path none = Files.createFile(folder.resolve("fontconfig.properties"));

    List<String> messages = drawn("", "-Djava.awt.headless=true", "-Dsun.awt.fontconfig=" + none);

    assertThat(messages)
        .hasSize(2)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("charts cannot be drawn, since this Java runtime finds no fonts (")
                    .contains(
                        "fontconfig and fonts-dejavu-core",
                        "https://github.com/ginestra/ginestra/blob/main/docs/reports.md#fonts"));
  }

  @Test
  @EnabledOnOs(LINUX)
  void a_display_that_is_not_there_is_named_with_what_to_set() throws Exception {
    List<String> messages = drawn(":9973", "-Djava.awt.headless=false");

    assertThat(messages)
        .hasSize(2)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("charts cannot be drawn, since the display cannot be reached")
                    .contains(
                        "-Djava.awt.headless=true",
                        "https://github.com/ginestra/ginestra/blob/main/docs/reports.md#fonts"));
    assertThat(drawn(":9973", "-Djava.awt.headless=true")).containsExactly("figure", "figure");
  }
}
