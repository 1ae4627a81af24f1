package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void a_device_has_a_short_name() {
    assertThat(Device.cpu()).hasToString("cpu");
    assertThat(Device.gpu(1)).hasToString("gpu:1");
  }

  @Test
  void the_number_of_a_gpu_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.gpu(-1))
        .withMessage("index (-1) must be zero or more");
  }

  @Test
  void there_is_one_processor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Device(Device.Kind.CPU, 1))
        .withMessage("index (1) must be 0 for the processor");
  }

  @Test
  void the_default_device_is_the_cpu() {
    assertThat(BackendSettings.defaults().device()).isEqualTo(Device.cpu());
    assertThat(new BackendSettings(3).device()).isEqualTo(Device.cpu());
  }
}
