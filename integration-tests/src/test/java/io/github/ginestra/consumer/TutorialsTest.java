package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README's quick start and the tutorials work in an empty folder: a run is a block of the
 * shell, and what it prints the block below that.
 */
@Tag("slow")
class TutorialsTest {
  private static final Path PROJECT = Path.of("..");
  static final Pattern RUN =
      Pattern.compile("(?sm)^```sh\n(mvn [^\n]*exec:java[^\n]*)\n```\n\n```text\n(.*?)^```$");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> tutorials = Files.list(PROJECT.resolve("docs/tutorials"))) {
      return Stream.concat(Stream.of(PROJECT.resolve("README.md")), tutorials)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_program_of_a_page_compiles_and_prints_what_the_page_says(Path page, @TempDir Path folder)
      throws Exception {
    String text = Files.readString(page);
    Pages.write(text, folder);
    assertThat(dependencies(folder)).containsExactly("ginestra-api", "ginestra-backend-java");
    List<Path> classPath = compile(folder, "with-java");
    String main = Published.pom(folder.resolve("pom.xml")).select("exec\\.mainClass").text();

    List<MatchResult> runs = RUN.matcher(text).results().toList();
    assertThat(runs).isNotEmpty();
    for (MatchResult run : runs) {
      List<String> all = new ArrayList<>(List.of("-cp", ConsumerProcess.joined(classPath), main));
      ARGUMENT.matcher(run.group(1)).results().map(a -> a.group(1)).forEach(all::add);
      Outcome outcome = new ConsumerProcess(folder).java(all);
      assertThat(outcome.status()).as(outcome.errors()).isZero();
      assertThat(String.join("\n", outcome.output()).stripTrailing())
          .as(run.group(1))
          .matches(expected(run.group(2)));
    }
  }

  @Test
  void there_are_three_tutorials_and_the_quick_start() throws IOException {
    assertThat(pages()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Tag("soak")
  @Test
  void the_line_that_changes_the_backend_makes_the_quick_start_train_on_an_engine(
      @TempDir Path folder) throws Exception {
    Pages.write(Pages.read("README.md"), folder);
    String[] lines = Pages.blocks("docs/backends.md", "diff").get(0).split("\n");
    Path pom = folder.resolve("pom.xml");
    assertThat(pom).content().contains(lines[0].substring(1));
    Files.writeString(
        pom, Files.readString(pom).replace(lines[0].substring(1), lines[1].substring(1)));
    assertThat(dependencies(folder))
        .containsExactly("ginestra-api", "ginestra-backend-djl-pytorch");
    List<Path> classPath = compile(folder, "with-djl-pytorch");

    Outcome outcome =
        new ConsumerProcess(folder)
            .sharingNatives()
            .java(List.of("-cp", ConsumerProcess.joined(classPath), "QuickStart"));

    assertThat(outcome.output()).as(outcome.errors()).containsExactly("spam 1.00");
  }

  @Test
  void the_listener_of_a_web_application_loads_a_model_for_all_and_closes_it(@TempDir Path folder)
      throws Exception {
    Pages.write(Pages.read("docs/how-to/application-servers.md"), folder);
    List<Path> classPath = compile(folder, "with-spring-boot");
    Files.move(
        Path.of(ConsumerProcess.model(folder)),
        folder.resolve("target/classes/com/example/spam.ginestra"));
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }

    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Map<Object, Object> attributes = new HashMap<>();
      Class<?> context = loader.loadClass("jakarta.servlet.ServletContext");
      Object event =
          loader
              .loadClass("jakarta.servlet.ServletContextEvent")
              .getConstructor(context)
              .newInstance(
                  Proxy.newProxyInstance(
                      loader,
                      new Class<?>[] {context},
                      (proxy, method, arguments) ->
                          method.getName().equals("setAttribute")
                              ? attributes.put(arguments[0], arguments[1])
                              : attributes.get(arguments[0])));
      Class<?> type = loader.loadClass("com.example.Models");
      Object listener = type.getConstructor().newInstance();

      type.getMethod("contextInitialized", event.getClass()).invoke(listener, event);
      Method classify =
          loader
              .loadClass("io.github.ginestra.classification.SequenceClassifier")
              .getMethod("classify", String.class);
      assertThat(classify.invoke(attributes.get("spam"), "Win a FREE prize now").toString())
          .contains("prize");

      type.getMethod("contextDestroyed", event.getClass()).invoke(listener, event);
      assertThatThrownBy(() -> classify.invoke(attributes.get("spam"), "Win a FREE prize now"))
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
  }

  /** What the pom of a page names beside the BOM, whose version it checks. */
  private static List<String> dependencies(Path folder) throws IOException {
    Element project = Published.pom(folder.resolve("pom.xml"));
    Element bom = project.selectFirst("dependencyManagement dependency");
    assertThat(bom).isNotNull();
    assertThat(bom.select("artifactId").text()).isEqualTo("ginestra-bom");
    assertThat(bom.select("version").text()).isEqualTo(Published.version());
    return project.select("project > dependencies > dependency > artifactId").eachText();
  }

  private static List<Path> compile(Path folder, String project) throws IOException {
    Path classes = folder.resolve("target/classes");
    List<Path> classPath = new ArrayList<>(List.of(classes));
    classPath.addAll(ConsumerProcess.classPath(project));
    List<String> arguments = new ArrayList<>(List.of("-encoding", "UTF-8", "-Xlint:all"));
    arguments.addAll(List.of("-cp", ConsumerProcess.joined(classPath), "-d", classes.toString()));
    Files.createDirectories(classes);
    try (Stream<Path> sources = Files.walk(folder.resolve("src/main/java"))) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int failed =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(failed).isZero();
    return classPath;
  }

  /** What a page says; … stands for anything in a line. */
  static Pattern expected(String output) {
    return Pattern.compile(
        Arrays.stream(output.stripTrailing().split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
