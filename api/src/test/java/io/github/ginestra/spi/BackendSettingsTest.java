package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BackendSettingsTest {
  private static final int MOST = BackendSettings.mostThreads();

  @Test
  void more_threads_than_a_machine_can_use_are_taken_as_the_most() {
    assertThat(MOST).isBetween(16, Math.max(16, 2 * Runtime.getRuntime().availableProcessors()));
    assertThat(new BackendSettings(4000).threads()).isEqualTo(MOST);
    assertThat(new BackendSettings(Integer.MAX_VALUE, Device.cpu()).threads()).isEqualTo(MOST);
    assertThat(BackendSettings.defaults().threads(4000).threads()).isEqualTo(MOST);
  }

  @Test
  void fewer_threads_are_as_many_as_were_asked_for() {
    assertThat(new BackendSettings(1).threads()).isEqualTo(1);
    assertThat(new BackendSettings(3).threads()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendSettings(0))
        .withMessage("threads (0) must be positive");
  }
}
