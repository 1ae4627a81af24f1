package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program meets where it runs: other JDKs, a disk that takes nothing, an orderly end. */
@Tag("slow")
class EnvironmentsTest {
  private static final List<Path> JAVA = ConsumerProcess.with("with-java");
  private static final List<Path> JAVA_AND_PYTORCH =
      ConsumerProcess.with("with-java", "with-djl-pytorch");

  private static final String CONTAINERS = "docs/how-to/containers.md";
  private static final String JVM_OPTIONS = "docs/how-to/jvm-options.md";
  private static final Pattern JSON_STRING = Pattern.compile("\"([^\"]*)\"");

  /** Runs a command in a name space of its own, in which no disk can be written. */
  private static final String READ_ONLY =
      """
      set -e
      mount --make-rprivate /
      cut -d ' ' -f 5 /proc/self/mountinfo | sort -r | while read -r at; do
        case "$at" in /dev*|/proc*|/sys*) ;; *) mount -o remount,bind,ro "$at" ;; esac
      done
      if touch "$1" 2>/dev/null; then echo "still writable" >&2; exit 9; fi
      if [ -n "$2" ]; then mount -t tmpfs -o exec tmpfs "$2"; fi
      shift 2
      exec "$@"
      """;

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home).sharingNatives();
  }

  static Stream<Jdks.Jdk> oldestAndNewestJdk() {
    return Jdks.oldestAndNewest();
  }

  @ParameterizedTest
  @MethodSource("oldestAndNewestJdk")
  void every_jdk_from_17_on_trains_and_answers(Jdks.Jdk jdk) throws Exception {
    assumeTrue(jdk.home() != null, () -> "no JDK " + jdk.what() + " was found on this machine");
    ConsumerProcess there = consumer.on(jdk.home());

    Outcome trained = there.run(JAVA_AND_PYTORCH, List.of(), SpamOrHam.class);
    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
    Outcome answered = there.run(JAVA, List.of(), Answers.class, ConsumerProcess.model(home));
    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @Test
  void java_answers_where_no_disk_can_be_written() throws Exception {
    String model = ConsumerProcess.model(home);

    Outcome answered = consumer.by(readOnly("")).run(JAVA, List.of(), Answers.class, model);

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
    assertThat(answered.status()).isZero();
  }

  @Test
  void an_engine_says_that_it_cannot_be_started_where_no_disk_can_be_written() throws Exception {
    Outcome refused =
        new ConsumerProcess(home)
            .by(readOnly(""))
            .run(ConsumerProcess.with("with-djl-pytorch"), List.of(), SpamOrHam.class);

    assertThat(refused.errors())
        .contains(
            "the engine PyTorch cannot be started",
            "https://github.com/ginestra/ginestra/blob/main/docs/");
    assertThat(refused.status()).isEqualTo(2);
  }

  /**
   * The command, if this machine lets us have name spaces.
   *
   * @param writable a folder whose place a file system in memory takes, or nothing
   */
  private List<String> readOnly(String writable) throws IOException, InterruptedException {
    String probe = home.resolve("probe").toString();
    for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-r", "-m"))) {
      List<String> command =
          Stream.concat(unshare.stream(), Stream.of("sh", "-c", READ_ONLY, "sh", probe, writable))
              .toList();
      if (succeeds(Stream.concat(command.stream(), Stream.of("true")).toList())) {
        return command;
      }
    }
    return abort("this machine lets nobody mount its disks read-only in a name space of one's own");
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such command: not Linux
    }
  }

  @Tag("soak")
  @Test
  void an_engine_trains_where_docker_leaves_it_what_the_page_asks_for() throws Exception {
    List<String> words = Pages.words(Pages.blocks(CONTAINERS, "sh").get(0));
    int image = words.indexOf("IMAGE");
    assertThat(words.subList(0, image))
        .containsExactly(
            "docker run --read-only --tmpfs /cache:exec -e DJL_CACHE_DIR=/cache".split(" "));
    Path cache = Files.createDirectories(home.resolve("cache"));
    Path app = jars(home.resolve("app"), ConsumerProcess.with("with-djl-pytorch"));
    List<String> command =
        words.subList(image + 1, words.size()).stream()
            .map(word -> word.replace("/cache", cache.toString()))
            .map(word -> word.replace("/app/", app + File.separator))
            .map(word -> word.replace("com.example.App", SpamOrHam.class.getName()))
            .toList();

    assertThat(command.get(0)).isEqualTo("java");
    Outcome trained =
        new ConsumerProcess(home) // with its DJL_CACHE_DIR in this folder
            .by(readOnly(cache.toString()))
            .java(command.subList(1, command.size()));

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
    assertThat(cache).as("a file system that has gone").isEmptyDirectory();
  }

  @Test
  void the_image_of_the_page_holds_what_its_entry_point_starts() throws Exception {
    List<Path> classPath = new ArrayList<>(JAVA);
    Path target = Files.createDirectories(home.resolve("target"));
    Jars.of(classPath.remove(0), target.resolve("app.jar"), Map.of());
    jars(target.resolve("lib"), classPath);
    Path root = home.resolve("root");
    List<String> entryPoint = new ArrayList<>();
    for (String line : Pages.blocks(CONTAINERS, "dockerfile").get(0).lines().toList()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "FROM" -> assertThat(words[1]).contains("17");
        case "COPY" -> copy(home, words[1].split(" "), root);
        case "ENTRYPOINT" ->
            JSON_STRING.matcher(words[1]).results().forEach(word -> entryPoint.add(word.group(1)));
        default -> throw new AssertionError("an instruction that this test does not know: " + line);
      }
    }
    entryPoint.replaceAll(
        word ->
            word.replace("/app/", root.resolve("app") + File.separator)
                .replace("com.example.App", Answers.class.getName()));
    entryPoint.add(ConsumerProcess.model(home));

    assertThat(entryPoint.get(0)).isEqualTo("java");
    Outcome answered = consumer.java(entryPoint.subList(1, entryPoint.size()));

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  /** What COPY does: a folder's files go into the folder that is named, a file below it. */
  private static void copy(Path context, String[] fromTo, Path root) throws IOException {
    Path from = context.resolve(fromTo[0]);
    Path to = Files.createDirectories(root.resolve(fromTo[1].substring(1)));
    try (Stream<Path> files = Files.isDirectory(from) ? Files.list(from) : Stream.of(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** A folder with a class path; what the build has not packed yet becomes a jar. */
  private static Path jars(Path folder, List<Path> classPath) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < classPath.size(); i++) {
      Path path = classPath.get(i);
      if (Files.isDirectory(path)) {
        Jars.of(path, folder.resolve(i + ".jar"), Map.of());
      } else {
        Files.copy(path, folder.resolve(path.getFileName()));
      }
    }
    return folder;
  }

  @Tag("soak")
  @Test
  void the_manifest_of_the_page_allows_an_engine_its_native_code() throws Exception {
    Jdks.Jdk newest = Jdks.oldestAndNewest().toList().get(1);
    assumeTrue(newest.home() != null, () -> "no JDK " + newest.what() + " was found");
    assumeTrue(Runtime.Version.parse(newest.what()).feature() >= 24, "JDK 24 begins to ask");
    String[] allowed = Pages.blocks(JVM_OPTIONS, "text").get(0).strip().split(": ");
    List<String> command = List.of("--illegal-native-access=deny", "-jar", "app.jar");

    jar(JAVA_AND_PYTORCH, SpamOrHam.class, Map.of(allowed[0], allowed[1]));
    Outcome trained = consumer.on(newest.home()).java(command);
    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
    assertThat(trained.errors()).doesNotContain("restricted method");

    jar(JAVA_AND_PYTORCH, SpamOrHam.class, Map.of());
    assertThat(consumer.on(newest.home()).java(command).status()).isEqualTo(2);
  }

  @Test
  void the_command_of_the_page_switches_the_vector_api_on() throws Exception {
    jar(JAVA, Answers.class, Map.of());
    List<String> command = new ArrayList<>(Pages.words(Pages.blocks(JVM_OPTIONS, "sh").get(0)));
    assertThat(command.remove(0)).isEqualTo("java");
    command.add(ConsumerProcess.model(home));

    Outcome answered = consumer.java(command);

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
    assertThat(answered.errors()).contains("Using incubator modules: jdk.incubator.vector");
  }

  /** Makes app.jar of the program, beside its class path. */
  private void jar(List<Path> classPath, Class<?> main, Map<String, String> attributes)
      throws IOException {
    Map<String, String> manifest = new HashMap<>(attributes);
    manifest.put("Main-Class", main.getName());
    manifest.put(
        "Class-Path",
        classPath.stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" ")));
    Jars.of(classPath.get(0), home.resolve("app.jar"), manifest);
  }

  @Test
  void a_request_is_answered_to_its_end_after_sigterm() throws Exception {
    Outcome outcome = consumer.run(JAVA, List.of(), Terminated.class, ConsumerProcess.model(home));

    assertThat(outcome.output())
        .as(outcome.errors())
        .containsExactly("request: 4000", "hook: friend");
    assertThat(outcome.status()).isEqualTo(143);
  }
}
