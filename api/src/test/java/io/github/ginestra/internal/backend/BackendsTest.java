package io.github.ginestra.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ginestra.BagBackend;
import io.github.ginestra.StubBackend;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.Capability;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackendsTest {
  private static final Backend MXNET = new StubBackend("djl-mxnet", Capability.TRAINING);
  private static final Backend PYTORCH = new StubBackend("djl-pytorch", Capability.TRAINING);
  private static final Backend JAVA =
      new StubBackend("java", Capability.TRAINING, Capability.PLAIN_JAVA);
  private static final Backend OTHER =
      new StubBackend("other", Capability.TRAINING, Capability.PLAIN_JAVA);
  private static final Backend RUNNER = new StubBackend("runner", Capability.QUANTIZATION);

  private static void assertRefused(ThrowingCallable choice, String message) {
    assertThatExceptionOfType(BackendException.class).isThrownBy(choice).withMessage(message);
  }

  private static Backend toTrain(
      List<Backend> found, @Nullable String named, @Nullable String property) {
    return Backends.TRAINING.choose(found, all -> List.of(), named, property);
  }

  private static Backend toLoad(
      Iterable<Backend> found, @Nullable String named, @Nullable String property) {
    return Backends.LOADING.choose(found, all -> List.of(), named, property);
  }

  @Nested
  class None {

    @Test
    void on_the_class_path_a_training_and_a_loaded_model_are_told_what_to_add() {
      String message =
          "no backend is on the class path: add the dependency"
              + " io.github.ginestra:ginestra-backend-java, or for large networks or a GPU"
              + " io.github.ginestra:ginestra-backend-djl-pytorch (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#none)";

      assertRefused(() -> toTrain(List.of(), null, null), message);
      assertRefused(() -> toTrain(List.of(), "djl-mxnet", null), message);
      assertRefused(() -> toTrain(List.of(), null, "djl-mxnet"), message);
      assertRefused(() -> toLoad(List.of(), null, null), message);
      assertRefused(() -> toLoad(List.of(), "java", null), message);
      assertRefused(() -> toLoad(List.of(), null, "java"), message);
    }

    @Test
    void that_trains_the_error_of_training_says_what_to_add() {
      assertRefused(
          () -> toTrain(List.of(RUNNER), null, null),
          "no backend on the class path trains, which holds: runner; add the dependency"
              + " io.github.ginestra:ginestra-backend-java"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#training)");
    }
  }

  @Nested
  class One {

    @Test
    void on_the_class_path_is_used() {
      assertThat(toTrain(List.of(MXNET), null, null)).isEqualTo(MXNET);
      assertThat(toTrain(List.of(JAVA), null, null)).isEqualTo(JAVA);
      assertThat(toLoad(List.of(MXNET), null, null)).isEqualTo(MXNET);
      assertThat(toLoad(List.of(JAVA), null, null)).isEqualTo(JAVA);
    }

    @Test
    void is_used_if_it_is_the_one_named() {
      assertThat(toTrain(List.of(MXNET), "djl-mxnet", null)).isEqualTo(MXNET);
      assertThat(toTrain(List.of(MXNET), null, "djl-mxnet")).isEqualTo(MXNET);
      assertThat(toLoad(List.of(JAVA), "java", null)).isEqualTo(JAVA);
      assertThat(toLoad(List.of(JAVA), null, "java")).isEqualTo(JAVA);
    }

    @Test
    void is_not_taken_for_another_one_named() {
      String message =
          "backend \"djl-pytorch\", named by .backend(...), is not on the class path,"
              + " which holds: djl-mxnet"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#not-found)";

      assertRefused(() -> toTrain(List.of(MXNET), "djl-pytorch", null), message);
      assertRefused(() -> toLoad(List.of(MXNET), "djl-pytorch", null), message);
    }

    @Test
    void named_that_cannot_train_is_refused_with_what_to_add() {
      assertRefused(
          () -> toTrain(List.of(RUNNER), "runner", null),
          "backend \"runner\", named by .backend(...), runs trained models and cannot train;"
              + " add the dependency io.github.ginestra:ginestra-backend-java"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#training)");
    }
  }

  /** An engine, and a backend in plain Java. */
  @Nested
  class OneOfEachKind {
    private final List<Backend> both = List.of(JAVA, MXNET);

    @Test
    void need_no_choice() {
      assertThat(toTrain(both, null, null)).isEqualTo(MXNET);
      assertThat(toLoad(both, null, null)).isEqualTo(JAVA);
    }

    @Test
    void are_used_as_they_are_named() {
      assertThat(toLoad(both, "djl-mxnet", null)).isEqualTo(MXNET);
      assertThat(toLoad(both, null, "djl-mxnet")).isEqualTo(MXNET);
      assertThat(toTrain(both, "djl-mxnet", "java")).isEqualTo(MXNET);
      assertThat(toTrain(both, "java", null)).isEqualTo(JAVA);
      assertThat(toTrain(both, null, "java")).isEqualTo(JAVA);
    }

    @Test
    void and_the_wrong_one_named_for_a_training_the_message_names_the_right_one() {
      assertRefused(
          () -> toTrain(List.of(RUNNER, MXNET), null, "runner"),
          "backend \"runner\", named by the system property ginestra.backend, runs trained models"
              + " and cannot train; those on the class path that can, to be named by"
              + " .backend(...) on the builder: djl-mxnet"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#training)");
    }
  }

  @Nested
  class Several {
    private final List<Backend> both = List.of(MXNET, PYTORCH);
    private final List<Backend> all = List.of(JAVA, MXNET, PYTORCH);

    @Test
    void and_one_named_on_the_builder_it_is_used() {
      assertThat(toTrain(both, "djl-pytorch", null)).isEqualTo(PYTORCH);
      assertThat(toTrain(both, "djl-mxnet", null)).isEqualTo(MXNET);
      assertThat(toLoad(all, "djl-mxnet", null)).isEqualTo(MXNET);
    }

    @Test
    void and_one_named_by_the_system_property_it_is_used() {
      assertThat(toTrain(both, null, "djl-pytorch")).isEqualTo(PYTORCH);
      assertThat(toLoad(all, null, "djl-pytorch")).isEqualTo(PYTORCH);
    }

    @Test
    void the_builder_takes_precedence_over_the_system_property() {
      assertThat(toTrain(both, "djl-mxnet", "djl-pytorch")).isEqualTo(MXNET);
      assertThat(toLoad(both, "djl-mxnet", "djl-pytorch")).isEqualTo(MXNET);
    }

    @Test
    void engines_need_no_choice_for_a_model_that_java_can_run() {
      assertThat(toLoad(all, null, null)).isEqualTo(JAVA);
    }

    @Test
    void a_backend_that_only_runs_models_goes_before_engines_for_these_and_never_trains() {
      assertThat(toTrain(List.of(RUNNER, JAVA), null, null)).isEqualTo(JAVA);
      assertThat(toLoad(List.of(RUNNER, MXNET), null, null)).isEqualTo(RUNNER);
    }

    @Test
    void that_train_and_none_named_the_message_lists_them_and_both_ways_to_choose() {
      String message =
          "several backends that train are on the class path: djl-mxnet, djl-pytorch;"
              + " choose one by .backend(\"djl-mxnet\") on the builder"
              + " or by the system property ginestra.backend, or remove the others"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#several)";

      assertRefused(() -> toTrain(both, null, null), message);
      assertRefused(() -> toTrain(all, null, null), message);
    }

    @Test
    void to_load_on_and_none_named_the_message_lists_them_and_both_ways_to_choose() {
      assertRefused(
          () -> toLoad(both, null, null),
          "several backends are on the class path: djl-mxnet, djl-pytorch;"
              + " choose one by .backend(\"djl-mxnet\") on the loader"
              + " or by the system property ginestra.backend, or remove the others"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#several)");
      assertRefused(
          () -> toLoad(List.of(JAVA, MXNET, OTHER), null, null),
          "several backends are on the class path: java, other;"
              + " choose one by .backend(\"java\") on the loader"
              + " or by the system property ginestra.backend, or remove the others"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#several)");
    }

    @Test
    void and_another_named_by_the_system_property_the_message_lists_by_name_what_is_there() {
      assertRefused(
          () -> toLoad(all, null, "tpu"),
          "backend \"tpu\", named by the system property ginestra.backend, is not on the class"
              + " path, which holds: djl-mxnet, djl-pytorch, java"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#not-found)");
    }

    @Test
    void and_one_named_the_rest_of_the_class_path_is_not_looked_at() {
      Stream<Backend> rest =
          Stream.generate(
              () -> {
                throw new AssertionError("looked beyond the one that was named");
              });

      assertThat(toLoad(() -> Stream.concat(Stream.of(JAVA), rest).iterator(), "java", null))
          .isSameAs(JAVA);
    }
  }

  /** What the service loader finds here is the backend of these tests. */
  @Nested
  class Loaded {

    @Test
    void backends_are_found_on_the_class_path() {
      assertThat(Backends.TRAINING.choose(null)).isInstanceOf(BagBackend.class);
      assertThat(Backends.LOADING.choose("bag")).isInstanceOf(BagBackend.class);
    }

    @Test
    void the_system_property_is_read() {
      System.setProperty(Backends.PROPERTY, "absent");
      try {
        assertRefused(
            () -> Backends.LOADING.choose(null),
            "backend \"absent\", named by the system property ginestra.backend, is not on the"
                + " class path, which holds: bag"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#not-found)");
      } finally {
        System.clearProperty(Backends.PROPERTY);
      }
    }
  }
}
