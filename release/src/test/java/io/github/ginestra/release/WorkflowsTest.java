package io.github.ginestra.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the project's page on GitHub runs and shows: well formed, and no command is undocumented.
 */
class WorkflowsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern COMMAND = Pattern.compile("\\bmvn |\\.ci/|\\bnpx ");
  private static final Path GITHUB = PROJECT.resolve(".github");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(GITHUB)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }

  static List<Path> workflows() throws IOException {
    return files().stream().filter(file -> file.getParent().endsWith("workflows")).toList();
  }

  static List<Path> forms() throws IOException {
    return files().stream()
        .filter(file -> file.getParent().endsWith("ISSUE_TEMPLATE"))
        .filter(file -> !file.endsWith("config.yml"))
        .toList();
  }

  private static Map<?, ?> read(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return map(new Yaml(new SafeConstructor(options)).load(Files.readString(file)));
  }

  private static Map<?, ?> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) value;
  }

  private static List<?> list(Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<?>) value;
  }

  private static List<Map<?, ?>> jobs(Path workflow) throws IOException {
    List<Map<?, ?>> jobs = new ArrayList<>();
    map(read(workflow).get("jobs")).values().forEach(job -> jobs.add(map(job)));
    return jobs;
  }

  /** What a workflow gives to shells. */
  private static List<String> scripts(Path workflow) throws IOException {
    List<String> scripts = new ArrayList<>();
    for (Map<?, ?> job : jobs(workflow)) {
      for (Object step : list(job.get("steps"))) {
        if (map(step).get("run") instanceof String run) {
          scripts.add(run);
        }
      }
    }
    return scripts;
  }

  /** The lines of the scripts, with continued lines put together. */
  private static List<String> commands(Path workflow) throws IOException {
    return scripts(workflow).stream()
        .flatMap(script -> script.replaceAll("\\\\\\R\\s*", "").lines())
        .toList();
  }

  @Test
  void the_workflows_and_forms_are_there() throws IOException {
    assertThat(files().stream().map(file -> GITHUB.relativize(file).toString().replace('\\', '/')))
        .contains(
            "workflows/build.yml",
            "workflows/release.yml",
            "workflows/codeql.yml",
            "dependabot.yml",
            "ISSUE_TEMPLATE/bug.yml",
            "ISSUE_TEMPLATE/idea.yml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_file_is_yaml_without_double_keys(Path file) throws IOException {
    assertThat(read(file)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void every_workflow_has_triggers_few_rights_and_jobs_of_steps(Path workflow) throws IOException {
    Map<?, ?> root = read(workflow);
    assertThat(root.get("name")).isNotNull();
    assertThat(root.get(true)).as("on, which YAML 1.1 reads as true").isInstanceOf(Map.class);
    assertThat((Object) map(root.get("permissions"))).isEqualTo(Map.of("contents", "read"));
    for (Map<?, ?> job : jobs(workflow)) {
      assertThat(job.get("runs-on")).isNotNull();
      for (Object step : list(job.get("steps"))) {
        assertThat(map(step).containsKey("run") != map(step).containsKey("uses"))
            .as(step.toString())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void every_command_of_a_build_is_documented(Path workflow) throws IOException {
    String pages =
        withoutValues(
            Files.readString(PROJECT.resolve("README.md"))
                + Files.readString(PROJECT.resolve("CONTRIBUTING.md")));
    List<String> builds =
        commands(workflow).stream().filter(command -> COMMAND.matcher(command).find()).toList();

    assertThat(builds).isNotEmpty();
    for (String command : builds) {
      assertThat(pages).contains(withoutValues(command));
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void bash_can_read_every_script(Path workflow) throws Exception {
    assumeTrue(bash("exit 0") == 0, "skipped: there is no bash");
    for (String script : scripts(workflow)) {
      String said = script.replaceAll("\\$\\{\\{.*?}}", "value");
      assertThat(bash("set -n\n" + said)).as(script).isZero();
    }
    assertThat(bash("bash -n ../.ci/rehearse-release")).isZero();
  }

  @Test
  void the_upload_sends_the_bundle_with_the_token_and_fails_if_it_is_refused(@TempDir Path folder)
      throws Exception {
    assumeTrue(bash("command -v curl") == 0, "skipped: there is no bash or no curl");
    String upload =
        scripts(GITHUB.resolve("workflows").resolve("release.yml")).stream()
            .filter(script -> script.startsWith("curl "))
            .findFirst()
            .orElseThrow();
    Files.writeString(folder.resolve("central-bundle.zip"), "what was staged");
    List<String> requests = new ArrayList<>();
    HttpServer central =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    central.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + body);
          exchange.sendResponseHeaders(requests.size() == 1 ? 201 : 403, -1);
          exchange.close();
        });
    central.start();
    try {
      String here =
          "cd '"
              + folder
              + "'; export CENTRAL_USERNAME=us CENTRAL_PASSWORD=er GITHUB_REF_NAME=v1.2.3\n"
              + upload.replace(
                  "https://central.sonatype.com",
                  "http://127.0.0.1:" + central.getAddress().getPort());
      assertThat(bash(here)).isZero();
      assertThat(bash(here)).as("refused").isNotZero();
    } finally {
      central.stop(0);
    }

    assertThat(requests.get(0))
        .startsWith(
            "POST /api/v1/publisher/upload?name=ginestra-v1.2.3&publishingType=USER_MANAGED Bearer "
                + Base64.getEncoder().encodeToString("us:er".getBytes(UTF_8)))
        .contains("name=\"bundle\"; filename=\"central-bundle.zip\"", "what was staged");
  }

  private static int bash(String script) throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", script)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is none
    }
  }

  /** Without what differs from run to run: the version, and what a matrix names. */
  private static String withoutValues(String text) {
    return text.replaceAll("-Drevision=\\S+", "-Drevision=…")
        .replaceAll("-pl (\\$\\{\\{[^}]*}}|backend-\\S+)", "-pl …");
  }

  @Test
  void the_build_runs_on_three_systems_and_three_jdks_fast_and_in_full() throws IOException {
    Path build = GITHUB.resolve("workflows").resolve("build.yml");
    Map<?, ?> jobs = map(read(build).get("jobs"));
    Map<?, ?> matrix = map(map(map(jobs.get("fast")).get("strategy")).get("matrix"));

    assertThat((Object) matrix.get("system"))
        .isEqualTo(List.of("ubuntu-latest", "windows-latest", "macos-latest"));
    assertThat((Object) matrix.get("jdk")).isEqualTo(List.of(17, 21, 25));
    assertThat(commands(build)).contains("mvn -B -ntp -Pfast verify", "mvn -B -ntp verify");
  }

  @Test
  void the_contract_runs_for_every_backend_on_linux() throws IOException {
    Map<?, ?> jobs = map(read(GITHUB.resolve("workflows").resolve("build.yml")).get("jobs"));
    Map<?, ?> contract = map(jobs.get("contract"));

    assertThat(contract.get("runs-on")).isEqualTo("ubuntu-latest");
    assertThat((Object) map(map(contract.get("strategy")).get("matrix")).get("backend"))
        .isEqualTo(List.of("backend-java", "backend-djl-pytorch", "backend-djl-mxnet"));
  }

  @Test
  void a_release_is_published_only_after_it_was_checked_and_staged() throws IOException {
    Map<?, ?> release = read(GITHUB.resolve("workflows").resolve("release.yml"));
    Map<?, ?> jobs = map(release.get("jobs"));

    assertThat(map(map(release.get(true)).get("push")).keySet()).isEqualTo(Set.of("tags"));
    assertThat(map(jobs.get("publish")).get("needs")).isEqualTo("stage");
    assertThat(map(jobs.get("publish")).get("environment")).isNotNull();
    assertThat(map(jobs.get("stage")).get("needs")).isEqualTo("check");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void an_issue_form_asks_questions_with_labels_and_ids_of_their_own(Path form) throws IOException {
    Map<?, ?> root = read(form);
    assertThat(root.get("name")).isNotNull();
    assertThat(root.get("description")).isNotNull();
    Set<Object> ids = new HashSet<>();
    for (Object question : list(root.get("body"))) {
      assertThat(map(question).get("type")).isIn("textarea", "input", "dropdown", "checkboxes");
      assertThat(map(map(question).get("attributes")).get("label")).isNotNull();
      assertThat(ids.add(map(question).get("id"))).as(question.toString()).isTrue();
    }
  }
}
