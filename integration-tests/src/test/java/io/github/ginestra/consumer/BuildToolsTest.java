package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import io.github.ginestra.consumer.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The projects of {@code docs/how-to/build-tools.md} resolve what this build made, as a local Maven
 * repository, and run the README's quick start.
 */
@Tag("slow")
class BuildToolsTest {
  private static final Pattern DEPENDENCIES = Pattern.compile("(?s)dependencies \\{\n.*?\n}\n");
  private static final String MAIN = "application {\n  mainClass.set(\"QuickStart\")\n}\n";

  private Path project;

  @BeforeEach
  void inAFolder(@TempDir Path folder) throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    Pages.write(Pages.read("README.md"), project);
    Pages.write(Pages.read("docs/how-to/build-tools.md"), project);
  }

  @Tag("soak")
  @Test
  void a_gradle_project_resolves_plain_java_and_runs() throws Exception {
    assertThat(gradle(build())).contains("spam 1.00");
  }

  @Tag("soak")
  @Test
  void a_gradle_project_resolves_pytorch_with_the_natives_that_it_names_and_runs()
      throws Exception {
    assumeThatNativesAreForThisPlatform();
    Matcher named = DEPENDENCIES.matcher(Pages.read("docs/backends.md"));
    assertThat(named.find()).isTrue();

    assertThat(gradle(DEPENDENCIES.matcher(build()).replaceFirst(named.group())))
        .contains("spam 1.00");
  }

  @Tag("soak")
  @Test
  void the_dependencies_of_an_android_program_resolve_in_gradle_and_run() throws Exception {
    String page = Pages.blocks("docs/how-to/android.md", "kotlin").get(0);
    Matcher android = DEPENDENCIES.matcher(page);
    assertThat(android.find()).isTrue();
    assertThat(Files.readString(Published.PROJECT.resolve("pom.xml")))
        .contains("gummy-bears-api-" + page.replaceAll("(?s).*minSdk = (\\d+).*", "$1") + "<");

    assertThat(gradle(DEPENDENCIES.matcher(build()).replaceFirst(android.group())))
        .contains("spam 1.00");
  }

  @Tag("soak")
  @Test
  void a_gradle_project_resolves_mxnet_with_the_natives_that_it_names_and_runs() throws Exception {
    assumeThatNativesAreForThisPlatform();
    Matcher named =
        Pattern.compile("`(ai\\.djl\\.mxnet:mxnet-native-mkl:[\\d.]+)`, with `([^`]+)`")
            .matcher(Pages.read("docs/backends.md"));
    assertThat(named.find()).isTrue();
    String backend = backend("java");
    String natives = "  runtimeOnly(\"" + named.group(1) + ':' + named.group(2) + "\")\n";

    assertThat(gradle(build().replace(backend, backend("djl-mxnet") + natives)))
        .contains("spam 1.00");
  }

  @Tag("soak")
  @Test
  void an_engine_without_natives_resolves_in_gradle_and_its_error_names_the_dependency()
      throws Exception {
    assumeThatNativesAreForThisPlatform();

    assertThat(gradle(build().replace(backend("java"), backend("djl-pytorch"))))
        .contains("ai.djl.pytorch:pytorch-native-cpu:")
        .doesNotContain("spam 1.00");
  }

  @Test
  void an_sbt_project_resolves_plain_java_and_runs() throws Exception {
    String sbt = onPath("sbt");
    BuiltRepository.make();
    Path build = project.resolve("build.sbt");
    String local = "resolvers += Resolver.mavenLocal\n";
    assertThat(build).content().contains(local);
    Files.writeString(
        build,
        Files.readString(build)
            .replace(
                local, "resolvers += \"built\" at \"" + BuiltRepository.PLACE.toUri() + "\"\n"));

    assertThat(run(List.of(sbt, "run"), Path.of(System.getProperty("java.home"))))
        .contains("spam 1.00");
  }

  @Test
  void the_kotlin_program_is_compiled_by_its_maven_plugin_and_runs() throws Exception {
    Path compiled = Path.of("with-kotlin");
    Path source = Path.of("src", "main", "kotlin", "QuickStart.kt");
    assertThat(project.resolve(source)).hasSameTextualContentAs(compiled.resolve(source));
    Matcher plugin =
        Pattern.compile("(?s)```xml\n(<plugin>.*?</plugin>)\n```")
            .matcher(Pages.read("docs/how-to/build-tools.md"));
    assertThat(plugin.find()).isTrue();
    assertThat(Files.readString(compiled.resolve("pom.xml")).replaceAll("\\s+", ""))
        .contains(plugin.group(1).replaceAll("\\s+", ""));

    List<Path> classPath = new ArrayList<>(ConsumerProcess.classPath(compiled.toString()));
    classPath.add(compiled.resolve("target").resolve("classes").toAbsolutePath());
    Outcome outcome =
        new ConsumerProcess(project)
            .java(List.of("-cp", ConsumerProcess.joined(classPath), "QuickStartKt"));

    assertThat(outcome.output()).as(outcome.errors()).containsExactly("spam");
  }

  /** The page's build file. */
  private String build() throws IOException {
    String build = Files.readString(project.resolve("build.gradle.kts"));
    assertThat(build).contains(MAIN, backend("java"));
    return build;
  }

  private static String backend(String name) throws IOException {
    return "  runtimeOnly(\"io.github.ginestra:ginestra-backend-%s:%s\")\n"
        .formatted(name, Published.version());
  }

  private static void assumeThatNativesAreForThisPlatform() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "skipped: the natives that the page names are for Linux on x86_64");
  }

  /** What {@code gradle run} prints. Before 6.4 Gradle reads the file as Groovy. */
  private String gradle(String build) throws Exception {
    String gradle = onPath("gradle");
    Jdk jdk = Jdks.oldestAndNewest().findFirst().orElseThrow();
    assumeTrue(jdk.home() != null, "skipped: there is no JDK 17, which most Gradles run on");
    BuiltRepository.make();
    Path file = project.resolve("build.gradle.kts");
    Files.writeString(file, build);
    Files.writeString(project.resolve("settings.gradle"), "");
    Matcher version =
        Pattern.compile("(?m)^Gradle (\\d+)\\.(\\d+)")
            .matcher(run(List.of(gradle, "--version"), jdk.home()));
    assertThat(version.find()).isTrue();
    int number = 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2));
    if (number < 604) {
      Files.delete(file);
      Files.writeString(
          project.resolve("build.gradle"), build.replace(MAIN, "mainClassName = \"QuickStart\"\n"));
    }
    return run(
        List.of(
            gradle,
            "--offline",
            "--no-daemon",
            "--quiet",
            "--gradle-user-home",
            project.resolveSibling("gradle").toString(),
            "-Dmaven.repo.local=" + BuiltRepository.PLACE,
            "run"),
        jdk.home());
  }

  private static String onPath(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseGet(
            () -> {
              assumeTrue(false, "skipped: " + tool + " is not on the PATH");
              return "";
            });
  }

  private String run(List<String> command, Path jdk) throws Exception {
    Path log = project.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .put("DJL_CACHE_DIR", Path.of("target", "natives").toAbsolutePath().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
      return Files.readString(log);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
