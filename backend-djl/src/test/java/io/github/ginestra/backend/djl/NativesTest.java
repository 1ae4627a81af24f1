package io.github.ginestra.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativesTest {
  private static final Natives NATIVES =
      new Natives("ai.djl.x:x-native", "1.2.3", List.of("linux-x86_64", "osx-aarch64"));

  @Test
  void for_a_supported_platform_the_whole_dependency_is_named() {
    assertThat(NATIVES.on("osx-aarch64")).contains("ai.djl.x:x-native:1.2.3:osx-aarch64");
  }

  @Test
  void an_unsupported_platform_is_named() {
    assertThat(NATIVES.on("freebsd-x86_64"))
        .isEqualTo(
            "there are none for this platform (freebsd-x86_64), where the backend java runs"
                + " trained models");
  }

  @Test
  void platforms_are_named_as_the_classifiers_are() {
    assertThat(Natives.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
    assertThat(Natives.platform("Mac OS X", "aarch64")).isEqualTo("osx-aarch64");
    assertThat(Natives.platform("Windows Server 2022", "amd64")).isEqualTo("win-x86_64");
    assertThat(Natives.platform("FreeBSD", "amd64")).isEqualTo("freebsd-x86_64");
  }
}
