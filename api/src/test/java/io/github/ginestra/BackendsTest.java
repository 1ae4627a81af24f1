package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackendsTest {
  private static final BackendProvider MXNET = new Named("djl-mxnet");
  private static final BackendProvider PYTORCH = new Named("djl-pytorch");

  private record Named(String name) implements BackendProvider {
    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Backend open(BackendSettings settings) {
      throw new AssertionError("choosing a backend must not open it");
    }
  }

  private static void assertRefused(ThrowingCallable choice, String message) {
    assertThatExceptionOfType(BackendException.class).isThrownBy(choice).withMessage(message);
  }

  @Nested
  class None {

    @Test
    void on_the_class_path_the_message_names_the_artifact_to_add() {
      String message =
          "no backend is on the class path: add the dependency"
              + " io.github.ginestra:ginestra-backend-djl-pytorch (see docs/backends.md#none)";

      assertRefused(() -> Backends.choose(List.of(), null, null), message);
      assertRefused(() -> Backends.choose(List.of(), "djl-mxnet", null), message);
      assertRefused(() -> Backends.choose(List.of(), null, "djl-mxnet"), message);
    }
  }

  @Nested
  class One {

    @Test
    void on_the_class_path_is_used() {
      assertThat(Backends.choose(List.of(MXNET), null, null)).isEqualTo(MXNET);
    }

    @Test
    void is_used_if_it_is_the_one_named() {
      assertThat(Backends.choose(List.of(MXNET), "djl-mxnet", null)).isEqualTo(MXNET);
      assertThat(Backends.choose(List.of(MXNET), null, "djl-mxnet")).isEqualTo(MXNET);
    }

    @Test
    void is_not_taken_for_another_one_named() {
      assertRefused(
          () -> Backends.choose(List.of(MXNET), "djl-pytorch", null),
          "backend \"djl-pytorch\", named by .backend(...), is not on the class path,"
              + " which holds: djl-mxnet (see docs/backends.md#not-found)");
    }
  }

  @Nested
  class Several {
    private final List<BackendProvider> both = List.of(MXNET, PYTORCH);

    @Test
    void and_one_named_on_the_builder_it_is_used() {
      assertThat(Backends.choose(both, "djl-pytorch", null)).isEqualTo(PYTORCH);
      assertThat(Backends.choose(both, "djl-mxnet", null)).isEqualTo(MXNET);
    }

    @Test
    void and_one_named_by_the_system_property_it_is_used() {
      assertThat(Backends.choose(both, null, "djl-pytorch")).isEqualTo(PYTORCH);
    }

    @Test
    void the_builder_goes_before_the_system_property() {
      assertThat(Backends.choose(both, "djl-mxnet", "djl-pytorch")).isEqualTo(MXNET);
    }

    @Test
    void and_none_named_the_message_lists_them_and_both_ways_to_choose() {
      assertRefused(
          () -> Backends.choose(both, null, null),
          "several backends are on the class path: djl-mxnet, djl-pytorch;"
              + " choose one by .backend(\"djl-mxnet\") on the builder"
              + " or by the system property ginestra.backend, or remove the others"
              + " (see docs/backends.md#several)");
    }

    @Test
    void and_another_named_by_the_system_property_the_message_lists_what_is_there() {
      assertRefused(
          () -> Backends.choose(both, null, "tpu"),
          "backend \"tpu\", named by the system property ginestra.backend, is not on the class"
              + " path, which holds: djl-mxnet, djl-pytorch (see docs/backends.md#not-found)");
    }
  }

  /** What the service loader finds here is the backend of these tests. */
  @Nested
  class Loaded {

    @Test
    void backends_are_found_on_the_class_path() {
      assertThat(Backends.choose(null)).isInstanceOf(BagBackendProvider.class);
      assertThat(Backends.choose("bag")).isInstanceOf(BagBackendProvider.class);
    }

    @Test
    void the_system_property_is_read() {
      System.setProperty(Backends.PROPERTY, "absent");
      try {
        assertRefused(
            () -> Backends.choose(null),
            "backend \"absent\", named by the system property ginestra.backend, is not on the"
                + " class path, which holds: bag (see docs/backends.md#not-found)");
      } finally {
        System.clearProperty(Backends.PROPERTY);
      }
    }
  }
}
