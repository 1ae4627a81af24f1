package io.github.ginestra.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {
  private static final String NOTE = "an engine such as djl-pytorch trains a network of this size";

  private static String describe(RecurrentSpec recurrent, String engine) {
    NetworkSpec network =
        new NetworkSpec(
            List.of(new EmbeddingTable("embedding", 50, 64, true)),
            0,
            recurrent,
            false,
            0,
            new Head.PerStep(50, false));
    Provenance provenance =
        new Provenance("0.1.0", engine, Instant.EPOCH, 1, "0".repeat(64), Map.of(), Map.of());
    return new ModelDescription("Language model", network).madeAs(provenance);
  }

  @Test
  void a_large_network_trained_in_plain_java_is_told_of_engines() {
    assertThat(describe(RecurrentSpec.lstm(512), "Ginestra 0.1.0 on Java 17"))
        .contains(NOTE)
        .contains("backends.md#large");
  }

  @Test
  void layers_and_directions_count_as_units_do() {
    assertThat(describe(RecurrentSpec.lstm(256).layers(3), "Ginestra 0.1.0 on Java 17"))
        .contains(NOTE);
    assertThat(describe(RecurrentSpec.gru(384).bidirectional(), "Ginestra 0.1.0 on Java 17"))
        .contains(NOTE);
  }

  @Test
  void small_networks_and_those_of_engines_have_no_such_note() {
    assertThat(describe(RecurrentSpec.lstm(256), "Ginestra 0.1.0 on Java 17")).doesNotContain(NOTE);
    assertThat(describe(RecurrentSpec.lstm(512), "PyTorch 2.7.1 (DJL 0.35.1)"))
        .doesNotContain(NOTE);
  }
}
