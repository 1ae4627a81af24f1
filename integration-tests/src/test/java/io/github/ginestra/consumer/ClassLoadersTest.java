package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.loader.launch.JarLauncher;

/**
 * Backends and engines are found where the context class loader does not see them: in jars of jars,
 * on threads of the common pool, in plug-in hosts.
 */
@Tag("slow")
class ClassLoadersTest {
  private static final List<Path> ALL =
      ConsumerProcess.with("with-java", "with-djl-pytorch", "with-djl-mxnet");

  /** A machine of three processors has a common pool whose threads see the system's loader. */
  private static final String POOL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2";

  private static final String SERVER = Server.class.getName();

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home).sharingNatives();
  }

  private static String tests() {
    return ConsumerProcess.joined(ConsumerProcess.tests());
  }

  /** Runs a program in a {@code URLClassLoader} of its own, beside the server's. */
  private Outcome deployed(int times, List<Path> shared, List<Path> own, String... program)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                POOL,
                "-cp",
                tests(),
                SERVER,
                Integer.toString(times),
                ConsumerProcess.joined(shared),
                ConsumerProcess.joined(own)));
    arguments.addAll(List.of(program));
    return consumer.java(arguments);
  }

  static Path springBootLoader() throws URISyntaxException {
    URI place = JarLauncher.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(place);
  }

  private Outcome nested(Class<?> program, String... arguments) throws Exception {
    Path jar = home.resolve("boot.jar");
    List<Path> classPath = ConsumerProcess.with("with-java", "with-djl-pytorch");
    Jars.nested(jar, classPath, springBootLoader(), Elsewhere.class.getName());
    List<String> all = new ArrayList<>(List.of(POOL, "-jar", jar.toString(), "common-pool"));
    all.add(program.getName());
    all.addAll(List.of(arguments));
    return consumer.java(all);
  }

  @Test
  void a_jar_of_jars_trains_on_a_thread_of_the_common_pool() throws Exception {
    Outcome trained = nested(SpamOrHam.class);

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
  }

  @Test
  void a_jar_of_jars_runs_a_model_on_a_thread_of_the_common_pool() throws Exception {
    Outcome answered = nested(Answers.class, ConsumerProcess.model(home));

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common-pool", "no-loader", "foreign-loader", "other-copy"})
  void java_is_found_by_the_loader_of_the_library(String where) throws Exception {
    Outcome answered =
        deployed(
            1,
            List.of(),
            ConsumerProcess.with("with-java"),
            Elsewhere.class.getName(),
            where,
            Answers.class.getName(),
            ConsumerProcess.model(home));

    assertThat(answered.output()).as(answered.errors()).startsWith("prize", "friend");
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"common-pool", "no-loader"})
  void mxnet_starts_in_a_class_loader_that_the_context_does_not_see(String where) throws Exception {
    Outcome trained =
        deployed(
            1,
            List.of(),
            ALL,
            Elsewhere.class.getName(),
            where,
            SpamOrHam.class.getName(),
            "djl-mxnet");

    assertThat(trained.output()).as(trained.errors()).contains("spam", "ham");
  }

  @Test
  void another_copy_of_the_library_in_the_context_class_loader_does_no_harm() throws Exception {
    Outcome answered =
        consumer.run(
            ConsumerProcess.with("with-java"),
            List.of(),
            Elsewhere.class,
            "other-copy",
            Answers.class.getName(),
            ConsumerProcess.model(home));

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @Test
  void of_twenty_redeployments_on_java_no_class_loader_is_left() throws Exception {
    Outcome outcome =
        deployed(
            20,
            List.of(),
            ConsumerProcess.with("with-java"),
            WebApplication.class.getName(),
            ConsumerProcess.model(home));

    assertThat(outcome.output())
        .as(outcome.errors())
        .hasSize(21)
        .startsWith("prize friend")
        .endsWith("class loaders left: 0");
  }

  @Test
  void a_class_loader_that_is_left_would_be_seen() throws Exception {
    Outcome outcome = deployed(2, List.of(), ConsumerProcess.tests(), Server.Leaks.class.getName());

    assertThat(outcome.output()).as(outcome.errors()).contains("class loaders left: 2");
  }

  @Tag("soak")
  @Test
  void pytorch_in_a_second_class_loader_is_refused_with_what_to_do() throws Exception {
    Outcome outcome =
        deployed(2, List.of(), ConsumerProcess.with("with-djl-pytorch"), SpamOrHam.class.getName());

    assertThat(outcome.output()).startsWith("spam", "ham");
    assertThat(outcome.errors())
        .contains(
            "already loaded in another classloader",
            "put the engine's jars into the server's shared loader"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#redeployment)")
        .doesNotContain("pytorch-native-cpu:");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Tag("soak")
  @Test
  void with_the_engine_in_a_shared_loader_no_application_is_left() throws Exception {
    List<Path> engine = new ArrayList<>(ConsumerProcess.with("with-djl-pytorch"));
    Path program = engine.remove(0);

    Outcome outcome = deployed(3, engine, List.of(program), SpamOrHam.class.getName());

    assertThat(outcome.output())
        .as(outcome.errors())
        .containsExactly("spam", "ham", "spam", "ham", "spam", "ham", "class loaders left: 0");
  }
}
