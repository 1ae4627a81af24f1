package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module: with plain Java as a module, with engines on the class path. */
@Tag("slow")
class ModulesTest {
  private static final String PAGE = "docs/how-to/modules.md";

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home).sharingNatives();
  }

  /** The program as a module, and the API with all that it depends on. */
  private List<Path> modules() throws IOException {
    return modules("module app { requires io.github.ginestra; }");
  }

  private List<Path> modules(String info) throws IOException {
    List<Path> modules = new ArrayList<>(ConsumerProcess.with());
    Path classes = modules.set(0, home.resolve("app"));
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.toList()) {
        Files.copy(file, modules.get(0).resolve(classes.relativize(file).toString()));
      }
    }
    Path source = home.resolve("module-info.java");
    Files.writeString(source, info);
    int failed =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-Xlint:-opens", // the package gets its files afterwards
                "-p",
                ConsumerProcess.joined(modules.subList(1, modules.size())),
                "-d",
                modules.get(0).toString(),
                source.toString());
    assertThat(failed).isZero();
    return modules;
  }

  private static List<Path> beyond(List<Path> modules, String project) {
    return ConsumerProcess.classPath(project).stream()
        .filter(path -> !modules.contains(path))
        .toList();
  }

  private Outcome run(
      List<Path> modules, List<Path> classPath, Class<?> program, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("-p", ConsumerProcess.joined(modules)));
    if (!classPath.isEmpty()) {
      all.addAll(List.of("-cp", ConsumerProcess.joined(classPath)));
    }
    all.addAll(List.of("-m", "app/" + program.getName()));
    Collections.addAll(all, arguments);
    return consumer.java(all);
  }

  @Tag("soak")
  @Test
  void pytorch_on_the_class_path_serves_a_program_that_is_a_module() throws Exception {
    List<Path> modules = modules();

    Outcome trained = run(modules, beyond(modules, "with-djl-pytorch"), SpamOrHam.class);

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
  }

  @Tag("soak")
  @Test
  void mxnet_on_the_class_path_serves_a_program_that_is_a_module() throws Exception {
    List<Path> modules = modules();

    Outcome trained = run(modules, beyond(modules, "with-djl-mxnet"), SpamOrHam.class);

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
  }

  @Test
  void java_is_resolved_from_the_module_path_automatically() throws Exception {
    List<Path> modules = modules();
    modules.addAll(beyond(modules, "with-java"));

    Outcome answered = run(modules, List.of(), Answers.class, ConsumerProcess.model(home));

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @Test
  void the_error_of_an_engine_on_the_module_path_names_the_class_path() throws Exception {
    List<Path> modules = modules();
    for (Path path : beyond(modules, "with-djl-pytorch")) {
      if (!path.toString().contains("-native-")) {
        modules.add(Files.isDirectory(path) ? automatic(path) : path);
      }
    }

    Outcome refused = run(modules, List.of(), SpamOrHam.class);

    assertThat(refused.errors())
        .contains(
            "Engines are no modules: put the engine's jars on the class path, while the program"
                + " and ginestra-api may stay on the module path"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#modules)");
    assertThat(refused.status()).isEqualTo(2);
  }

  /** A folder of classes as the jar that the build makes of it. */
  private Path automatic(Path classes) throws IOException {
    String module = classes.getParent().getParent().getFileName().toString().replace('-', '.');
    return Jars.of(
        classes,
        home.resolve(module + ".jar"),
        Map.of("Automatic-Module-Name", "io.github.ginestra." + module));
  }

  @Test
  void without_a_backend_the_message_names_the_module_to_add() throws Exception {
    Outcome refused = run(modules(), List.of(), Answers.class, ConsumerProcess.model(home));

    assertThat(refused.errors().lines())
        .contains(
            "no backend is among the modules of this program or on its class path: take in"
                + " the module of the dependency io.github.ginestra:ginestra-backend-java, in java"
                + " and jlink by --add-modules io.github.ginestra.backend.java; or, for large"
                + " networks or a GPU, put the dependency"
                + " io.github.ginestra:ginestra-backend-djl-pytorch with all that it depends on"
                + " onto the class path, since engines are no modules"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#modules)");
    assertThat(refused.status()).isEqualTo(2);
  }

  @Test
  void the_module_of_the_page_runs_by_its_command_and_as_an_image_of_its_own() throws Exception {
    String model = ConsumerProcess.model(home);
    List<String> info = Pages.blocks(PAGE, "text");
    List<Path> modules = modules(info.get(0).replace("\n}", "\n  " + info.get(1) + "}"));
    Path resources = Files.createDirectories(modules.get(0).resolve("com/example/models"));
    Files.copy(Path.of(model), resources.resolve("spam.ginestra"));
    Jars.of(modules.get(0), home.resolve("app.jar"), Map.of());
    Path lib = Files.createDirectory(home.resolve("lib"));
    for (Path path : ConsumerProcess.classPath("with-java")) {
      Path jar = Files.isDirectory(path) ? automatic(path) : path;
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    List<String> commands = Pages.blocks(PAGE, "sh");

    assertThat(shell(commands.get(0), model)).isEqualTo("prize\nfriend\n");
    assumeTrue(
        Files.exists(Path.of(System.getProperty("java.home"), "jmods")),
        "skipped: this JDK has no jmods, so nothing can be linked");
    assertThat(shell(commands.get(1), model)).isEqualTo("prize\nfriend\n");
  }

  /**
   * What commands of the page print, their program being one of this module, which gets a model.
   */
  private String shell(String commands, String model) throws Exception {
    String script = commands.replace("com.example.Main", Answers.class.getName()).strip();
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-ec", script + " '" + model + "'")
            .directory(home.toFile())
            .redirectErrorStream(true);
    String bin = Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator;
    builder.environment().merge("PATH", bin, (path, first) -> first + path);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Tag("soak")
  @Test
  void an_engine_trains_where_the_page_puts_its_jars() throws Exception {
    String page = Pages.read("docs/backends.md");
    String command = page.substring(page.indexOf("java -p app.jar:"), page.indexOf("-m app/com."));
    List<String> words = Pages.words(command);
    List<String> named = List.of(words.get(2).split(":"));
    List<Path> modules = new ArrayList<>(modules());
    modules.removeIf(path -> named.stream().noneMatch(jar -> isAt(jar, path)));
    List<Path> others = beyond(modules, "with-djl-pytorch");
    assertThat(modules).hasSameSizeAs(named);
    assertThat(words.get(4)).isEqualTo("engine/*");

    Outcome trained = run(modules, others, SpamOrHam.class);

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
  }

  /**
   * Whether a path is that of a jar, which may have a version, or of the classes that go into it.
   */
  private static boolean isAt(String jar, Path path) {
    String name = jar.replaceAll("(ginestra-)?(.*)\\.jar", "$2");
    return path.toString()
        .matches(".*/(ginestra-)?" + Pattern.quote(name) + "(/target/classes|(-[^/]*)?\\.jar)?");
  }
}
