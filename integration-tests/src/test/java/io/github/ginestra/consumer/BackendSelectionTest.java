package io.github.ginestra.consumer;

import static io.github.ginestra.consumer.ConsumerProcess.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same classes run in a process of their own with each backend, several and none. No process
 * finds natives that another has unpacked, and none reaches for the network.
 */
@Tag("slow")
class BackendSelectionTest {
  private static final List<Path> NONE = ConsumerProcess.classPath("");
  private static final List<Path> PYTORCH = with("with-djl-pytorch");
  private static final List<Path> MXNET = with("with-djl-mxnet");
  private static final List<Path> JAVA = with("with-java");
  private static final List<Path> BOTH = with("with-djl-pytorch", "with-djl-mxnet");
  private static final List<Path> JAVA_AND_PYTORCH = with("with-java", "with-djl-pytorch");
  private static final List<Path> ALL = with("with-java", "with-djl-pytorch", "with-djl-mxnet");

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home);
  }

  private String model() throws IOException {
    return ConsumerProcess.model(home);
  }

  @Tag("soak")
  @Test
  void with_pytorch_alone_it_trains_and_classifies() throws Exception {
    assertTrained(consumer.run(PYTORCH, List.of(), SpamOrHam.class), "pytorch");
  }

  @Tag("soak")
  @Test
  void with_mxnet_alone_it_trains_and_classifies() throws Exception {
    assertTrained(consumer.run(MXNET, List.of(), SpamOrHam.class), "mxnet");
  }

  @Tag("soak")
  @Test
  void with_both_the_builder_chooses() throws Exception {
    assertTrained(consumer.run(BOTH, List.of(), SpamOrHam.class, "djl-mxnet"), "mxnet");
  }

  @Tag("soak")
  @Test
  void with_both_the_system_property_chooses() throws Exception {
    List<String> options = List.of("-Dginestra.backend=djl-mxnet");
    assertTrained(consumer.run(BOTH, options, SpamOrHam.class), "mxnet");
  }

  @Tag("soak")
  @Test
  void the_builder_comes_before_the_system_property() throws Exception {
    List<String> options = List.of("-Dginestra.backend=djl-pytorch");
    assertTrained(consumer.run(BOTH, options, SpamOrHam.class, "djl-mxnet"), "mxnet");
  }

  @Test
  void with_java_and_an_engine_the_engine_trains_without_being_named() throws Exception {
    assertTrained(consumer.run(JAVA_AND_PYTORCH, List.of(), SpamOrHam.class), "pytorch");
  }

  private static void assertTrained(Outcome outcome, String engine) {
    assertThat(outcome.output()).as(outcome.errors()).containsExactly("spam", "ham");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.unpacked()).as("engines whose natives were unpacked").isEqualTo(engine);
    assertThat(outcome.connections()).isZero();
  }

  @Test
  void with_java_alone_a_saved_model_answers() throws Exception {
    assertAnswered(consumer.run(JAVA, List.of(), Answers.class, model()), "");
  }

  @Test
  void with_java_and_an_engine_a_saved_model_answers_and_the_engine_is_not_started()
      throws Exception {
    assertAnswered(consumer.run(JAVA_AND_PYTORCH, List.of(), Answers.class, model()), "");
  }

  @Test
  void with_java_and_both_engines_a_saved_model_needs_no_choice() throws Exception {
    assertAnswered(consumer.run(ALL, List.of(), Answers.class, model()), "");
  }

  @Tag("soak")
  @Test
  void an_engine_runs_a_saved_model_if_it_is_named() throws Exception {
    assertAnswered(
        consumer.run(JAVA_AND_PYTORCH, List.of(), Answers.class, model(), "djl-pytorch"),
        "pytorch");
  }

  private static void assertAnswered(Outcome outcome, String engine) {
    assertThat(outcome.output()).as(outcome.errors()).containsExactly("prize", "friend");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.unpacked()).as("engines whose natives were unpacked").isEqualTo(engine);
    assertThat(outcome.connections()).isZero();
  }

  @Test
  void with_java_alone_it_trains_and_classifies() throws Exception {
    assertTrained(consumer.run(JAVA, List.of(), SpamOrHam.class), "");
  }

  @Test
  void java_beside_an_engine_trains_if_the_system_property_names_it() throws Exception {
    List<String> options = List.of("-Dginestra.backend=java");
    assertTrained(consumer.run(JAVA_AND_PYTORCH, options, SpamOrHam.class), "");
  }

  @Test
  void java_beside_both_engines_trains_if_the_builder_names_it() throws Exception {
    assertTrained(consumer.run(ALL, List.of(), SpamOrHam.class, "java"), "");
  }

  @Test
  void with_java_alone_a_heap_of_64_megabytes_is_enough_to_train() throws Exception {
    assertTrained(consumer.run(JAVA, List.of("-Xmx64m"), SpamOrHam.class), "");
  }

  @Test
  void with_none_the_error_of_loading_says_what_to_add() throws Exception {
    assertRefused(
        consumer.run(NONE, List.of(), Answers.class, model()),
        "no backend is on the class path: add the dependency"
            + " io.github.ginestra:ginestra-backend-java, or for large networks or a GPU"
            + " io.github.ginestra:ginestra-backend-djl-pytorch (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#none)");
  }

  @Test
  void with_none_the_error_of_training_says_what_to_add() throws Exception {
    assertRefused(
        consumer.run(NONE, List.of(), SpamOrHam.class),
        "no backend is on the class path: add the dependency"
            + " io.github.ginestra:ginestra-backend-java, or for large networks or a GPU"
            + " io.github.ginestra:ginestra-backend-djl-pytorch (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#none)");
  }

  @Test
  void with_both_and_no_choice_it_is_asked_to_choose() throws Exception {
    assertRefused(
        consumer.run(BOTH, List.of(), SpamOrHam.class),
        "several backends that train are on the class path: djl-mxnet, djl-pytorch; choose one by"
            + " .backend(\"djl-mxnet\") on the builder or by the system property"
            + " ginestra.backend, or remove the others"
            + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#several)");
  }

  @Test
  void a_backend_that_is_not_there_is_named_with_those_that_are() throws Exception {
    assertRefused(
        consumer.run(PYTORCH, List.of(), SpamOrHam.class, "djl-mxnet"),
        "backend \"djl-mxnet\", named by .backend(...), is not on the class path, which holds:"
            + " djl-pytorch"
            + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#not-found)");
  }

  private static void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.errors().lines()).contains(message);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.unpacked()).isEmpty();
    assertThat(outcome.connections()).isZero();
  }

  @Test
  void without_its_natives_mxnet_says_where_its_platforms_end() throws Exception {
    assertWithoutNatives(
        consumer.run(without(MXNET, "mxnet-native"), List.of(), SpamOrHam.class),
        "There are natives for Linux, macOS and Windows on x86_64 and none for aarch64",
        "ai.djl.mxnet:mxnet-native-mkl:1.9.1:",
        "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#djl-mxnet");
  }

  @Test
  void without_its_natives_pytorch_says_where_its_platforms_end() throws Exception {
    assertWithoutNatives(
        consumer.run(without(PYTORCH, "pytorch-native"), List.of(), SpamOrHam.class),
        "There are natives for Linux (x86_64, aarch64), macOS (aarch64) and Windows (x86_64)",
        "ai.djl.pytorch:pytorch-native-cpu:2.7.1:",
        "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#djl-pytorch");
  }

  private static List<Path> without(List<Path> paths, String natives) {
    List<Path> rest =
        paths.stream().filter(path -> !path.getFileName().toString().startsWith(natives)).toList();
    assertThat(rest).hasSize(paths.size() - 1);
    return rest;
  }

  private static void assertWithoutNatives(
      Outcome outcome, String platforms, String dependency, String anchor) {
    assertThat(outcome.errors()).contains("cannot be started", platforms, dependency, anchor);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.connections()).isZero();
  }

  @Test
  void a_process_that_reaches_for_the_network_would_be_seen() throws Exception {
    Outcome outcome = consumer.run(ConsumerProcess.tests(), List.of(), Fetches.class);
    assertThat(outcome.connections()).as(outcome.errors()).isPositive();
  }

  /** A program that wants something from the network. */
  static final class Fetches {
    private Fetches() {}

    public static void main(String[] arguments) throws IOException {
      URI.create("http://ginestra.invalid/natives").toURL().openStream().close();
    }
  }
}
