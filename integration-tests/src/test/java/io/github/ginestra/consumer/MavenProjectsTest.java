package io.github.ginestra.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Maven projects of the pages are built and run by Maven, with the commands of the pages. What
 * this build has not resolved, such as plugins of those projects, comes from Maven Central.
 */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class MavenProjectsTest {
  /** What some Mavens write at their end, also into a file. */
  private static final String COLOURS_OFF = "\u001b[0m";

  private Path project;

  @BeforeEach
  void inAFolder(@TempDir Path folder) throws IOException {
    BuiltRepository.make();
    project = folder;
    Files.createDirectory(project.resolve(".mvn"));
    Files.writeString(
        project.resolve(".mvn").resolve("maven.config"),
        "-Dmaven.repo.local=" + BuiltRepository.PLACE + "\n");
  }

  static Stream<Path> tutorials() throws IOException {
    return TutorialsTest.pages();
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void the_commands_of_a_tutorial_print_what_it_says(Path page) throws Exception {
    String text = Files.readString(page);
    Pages.write(text, project);

    List<MatchResult> runs = TutorialsTest.RUN.matcher(text).results().toList();
    assertThat(runs).isNotEmpty();
    for (MatchResult run : runs) {
      assertThat(printed(run.group(1)).stripTrailing())
          .as(run.group(1))
          .matches(TutorialsTest.expected(run.group(2)));
    }
  }

  @Test
  void the_shade_plugin_of_the_page_makes_a_jar_that_runs() throws Exception {
    List<String> blocks = Pages.blocks("docs/how-to/uber-jar.md", "xml");
    assertThat(blocks).hasSize(1);
    moveQuickStartIntoPackage();
    configure("</project>", "<build><plugins>" + blocks.get(0) + "</plugins></build></project>");

    assertThat(printed("mvn -B -ntp -q package && java -jar target/quick-start-1.jar"))
        .contains("spam 1.00");
  }

  @Test
  void the_transformer_of_the_page_merges_the_service_files_of_two_backends() throws Exception {
    String transformers =
        Pages.blocks("docs/backends.md", "xml").stream()
            .filter(block -> block.startsWith("<transformers>"))
            .findFirst()
            .orElseThrow();
    String plugin =
        Pages.blocks("docs/how-to/uber-jar.md", "xml")
            .get(0)
            .replaceFirst("(?s)<transformers>.*</transformers>", transformers);
    moveQuickStartIntoPackage();
    configure(
        "  </dependencies>\n</project>",
        """
          <dependency>
            <groupId>io.github.ginestra</groupId>
            <artifactId>ginestra-backend-djl-mxnet</artifactId>
            <exclusions>
              <exclusion>
                <groupId>ai.djl.mxnet</groupId>
                <artifactId>mxnet-native-mkl</artifactId>
              </exclusion>
            </exclusions>
          </dependency>
        </dependencies>
        <build>
          <plugins>
        """
            + plugin
            + "</plugins></build></project>");

    printed("mvn -B -ntp -q package");
    try (JarFile jar = new JarFile(project.resolve("target/quick-start-1.jar").toFile());
        InputStream merged =
            jar.getInputStream(jar.getEntry("META-INF/services/io.github.ginestra.spi.Backend"))) {
      assertThat(merged).asString(UTF_8).contains("backend.java.", "backend.djl.mxnet.");
    }
  }

  @Test
  void the_dependency_of_the_server_is_enough_to_compile_its_program() throws Exception {
    moveQuickStartIntoPackage();
    configure(
        "<dependencies>\n    <dependency>\n      <groupId>io.github.ginestra</groupId>\n"
            + "      <artifactId>ginestra-api",
        "<dependencies>\n"
            + Pages.blocks("docs/server.md", "xml").get(0)
            + "<dependency><groupId>io.github.ginestra</groupId><artifactId>ginestra-api");
    Path source = project.resolve("src/main/java/com/example/App.java");
    Files.writeString(
        source,
        Files.readString(source)
            .replace(
                "public class",
                "class Served { io.github.ginestra.server.ModelServer server; }\n\npublic class"));

    assertThat(printed("mvn -q compile exec:java -Dexec.mainClass=com.example.App"))
        .contains("spam 1.00");
  }

  @Test
  void the_service_on_spring_boot_answers_the_request_of_its_page() throws Exception {
    String page = Pages.read("docs/how-to/spring-boot.md");
    Pages.write(page, project);
    Files.move(Path.of(ConsumerProcess.model(project)), project.resolve("spam.ginestra"));
    String[] commands = Pages.blocks("docs/how-to/spring-boot.md", "sh").get(0).split("\n");
    assertThat(commands).hasSize(2);

    int port = freePort();
    Process service = start(commands[0], Map.of("SERVER_PORT", Integer.toString(port)));
    try {
      assertThat(answer(commands[1], port, service))
          .as(log("output"))
          .contains("\"label\":\"prize\"");
    } finally {
      end(service);
    }
  }

  /** The program of the README, as {@code com.example.App}. */
  private void moveQuickStartIntoPackage() throws IOException {
    Pages.write(Pages.read("README.md"), project);
    Path source = project.resolve("src/main/java/QuickStart.java");
    Path place = source.resolveSibling("com/example/App.java");
    Files.createDirectories(place.getParent());
    String program = Files.readString(source).replace("class QuickStart", "class App");
    Files.writeString(place, "package com.example;\n\n" + program);
    Files.delete(source);
  }

  private void configure(String from, String to) throws IOException {
    Path pom = project.resolve("pom.xml");
    assertThat(pom).content().containsOnlyOnce(from);
    Files.writeString(pom, Files.readString(pom).replace(from, to));
  }

  /** What a command of the shell prints that must succeed. */
  private String printed(String command) throws Exception {
    Process process = start(command, Map.of());
    try {
      assertThat(process.waitFor()).as(command + "\n" + log("output") + log("errors")).isZero();
      return log("output").replace(COLOURS_OFF, "");
    } finally {
      end(process);
    }
  }

  private Process start(String command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(project.toFile())
            .redirectOutput(project.resolve("output").toFile())
            .redirectError(project.resolve("errors").toFile());
    String java = System.getProperty("java.home");
    builder.environment().put("JAVA_HOME", java);
    builder
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("maven.home"), "bin")
                + File.pathSeparator
                + Path.of(java, "bin"),
            (path, first) -> first + File.pathSeparator + path);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String log(String name) throws IOException {
    return Files.readString(project.resolve(name));
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The answer to the request of the page, as soon as the service listens. */
  private static String answer(String curl, int port, Process service) throws Exception {
    List<String> words = Pages.words(curl);
    String[] header = words.get(words.indexOf("-H") + 1).split(": ");
    String address = words.get(words.size() - 1);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.replace("8080", Integer.toString(port))))
            .header(header[0], header[1])
            .POST(HttpRequest.BodyPublishers.ofString(words.get(words.indexOf("--data") + 1)))
            .build();
    while (service.isAlive()) {
      try {
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.body();
      } catch (ConnectException e) {
        Thread.sleep(200);
      }
    }
    return "the service has ended";
  }
}
