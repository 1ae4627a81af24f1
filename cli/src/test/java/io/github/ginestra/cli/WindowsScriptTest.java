package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script for Windows, run by Windows or by Wine, with a stand-in for Java. */
@Tag("soak")
class WindowsScriptTest {
  @TempDir Path folder;

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }

  private static boolean hasWine() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "wine")));
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("WINEPREFIX", folder.resolve("wine").toString());
    builder.environment().remove("DISPLAY");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private Program run(String lines) throws Exception {
    Files.writeString(folder.resolve("run.bat"), lines.replace("\n", "\r\n"));
    List<String> command = new ArrayList<>(isWindows() ? List.of() : List.of("wine"));
    command.addAll(List.of("cmd.exe", "/c", "run.bat"));
    Process process = start(command);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (!isWindows()) {
      start(List.of("wineserver", "-k")).waitFor();
      start(List.of("wineserver", "-w")).waitFor();
    }
    return new Program(code, out, "");
  }

  @Test
  void passes_arguments_options_and_the_exit_code_on_from_a_folder_with_a_blank() throws Exception {
    assumeTrue(isWindows() || hasWine(), "neither Windows nor Wine: the script cannot be run");
    Path bin = Files.createDirectories(folder.resolve("in stall/bin"));
    Files.copy(Path.of("src/main/distribution/bin/ginestra.bat"), bin.resolve("ginestra.bat"));
    Path java = Files.createDirectories(folder.resolve("jdk home/bin"));
    Files.writeString(java.resolve("java.bat"), "@echo off\r\necho %*\r\nexit /b 7\r\n");

    Program program =
        run(
            """
            @echo off
            set "JAVA_HOME=%CD%\\jdk home"
            set "GINESTRA_OPTS=-Xmx8g -Dx=y"
            "in stall\\bin\\ginestra.bat" generate m.ginestra "a text" "x & y" --set=a=b
            """);

    assertThat(program.out().strip())
        .matches(
            "-Xmx8g -Dx=y -cp \".*in stall\\\\bin\\\\\\.\\.\\\\lib\\\\\\*\""
                + " io\\.github\\.ginestra\\.cli\\.Ginestra"
                + " generate m\\.ginestra \"a text\" \"x & y\" --set=a=b");
    assertThat(program.code()).isEqualTo(7);
  }
}
