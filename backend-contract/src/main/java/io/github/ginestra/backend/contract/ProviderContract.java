package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.spi.Backend;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How a backend is found and what it says of itself. */
abstract class ProviderContract extends BackendUnderTest {
  ProviderContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Test
  void the_service_loader_finds_the_backend() {
    assertThat(ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::type))
        .contains(backend().getClass());
  }

  @Test
  void the_name_is_short_and_lower_case() {
    assertThat(backend().name()).matches("[a-z][a-z0-9-]{1,30}");
  }

  @Test
  void an_open_backend_says_which_engine_and_version_it_is() {
    assertThat(backend().start(SETTINGS)).containsPattern("[A-Za-z].*\\d");
  }

  @Test
  void opening_leaves_the_system_properties_as_they_were() {
    Map<Object, Object> before = new HashMap<>(properties());
    backend().start(SETTINGS);
    assertThat(properties()).isEqualTo(before);
  }

  /** All but those that the JVM's own libraries set when natives are loaded through them. */
  private static Map<Object, Object> properties() {
    Properties copy = (Properties) System.getProperties().clone();
    copy.keySet().removeIf(key -> key.toString().matches("jna\\..*|jnidispatch\\..*"));
    return copy;
  }
}
