package io.github.ginestra.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.WordVectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WeightInitializerTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          List.of(
              new EmbeddingTable("embedding", 500, 40, true),
              new EmbeddingTable("letter_case", 5, 8, true)),
          0,
          RecurrentSpec.gru(25).bidirectional().layers(2),
          false,
          0,
          new Head.Pooled(Pooling.MAX, 3));

  private static Weights draw(long seed) {
    return WeightInitializer.draw(SPEC, Map.of(), seed);
  }

  private static float[] values(Weights weights, String name) {
    return weights.get(name).values();
  }

  @Test
  void every_weight_of_the_network_is_drawn() {
    assertThat(draw(1).names()).containsExactlyElementsOf(SPEC.weightShapes().keySet());
    assertThat(SPEC.check(draw(1))).isNotNull();
  }

  @Test
  void embeddings_are_normal_with_deviation_a_tenth() {
    float[] values = values(draw(1), "embedding.weight");
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }

    assertThat(sum / values.length).isCloseTo(0, within(0.003));
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.1, within(0.003));
  }

  @Test
  void recurrent_weights_are_uniform_in_plus_minus_one_by_root_of_the_units() {
    for (String name : SPEC.weightShapes().keySet()) {
      if (name.startsWith("recurrent.weight")) {
        assertUniform(values(draw(1), name), 1 / 5.0);
      }
    }
  }

  @Test
  void output_weights_are_uniform_in_plus_minus_one_by_root_of_their_inputs() {
    assertUniform(values(draw(1), "output.weight"), 1 / Math.sqrt(50));
  }

  @Test
  void convolutions_are_uniform_by_what_a_filter_reads_and_characters_are_embeddings() {
    NetworkSpec spec =
        new NetworkSpec(
            SPEC.embeddings(),
            new CharacterEncoder(new EmbeddingTable("characters", 200, 20, true), 3, 100),
            0,
            SPEC.recurrent(),
            false,
            0,
            SPEC.head());
    Weights uniform = WeightInitializer.draw(spec, Map.of(), 1);
    assertUniform(values(uniform, "characters.convolution.weight"), 1 / Math.sqrt(60));
    assertUniform(values(uniform, "characters.convolution.bias"), 1 / Math.sqrt(60));
    assertThat(greatest(values(uniform, "characters.weight"))).isGreaterThan(0.2f);
    Weights orthogonal = WeightInitializer.draw(spec, Map.of(), Initialization.ORTHOGONAL, null, 1);
    assertUniform(values(orthogonal, "characters.convolution.weight"), Math.sqrt(6.0 / (60 + 300)));
    assertThat(values(orthogonal, "characters.convolution.bias")).containsOnly(0);
  }

  private static float greatest(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  private static void assertUniform(float[] values, double bound) {
    double least = 0;
    double greatest = 0;
    double sum = 0;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
    }
    assertThat(greatest).isBetween(0.93 * bound, bound + 1e-7);
    assertThat(least).isBetween(-bound - 1e-7, -0.93 * bound);
    assertThat(sum / values.length).isCloseTo(0, within(0.2 * bound));
  }

  @Test
  void the_seed_decides() {
    float[] first = values(draw(1), "recurrent.weight_hh_l1_reverse");

    assertThat(values(draw(1), "recurrent.weight_hh_l1_reverse")).isEqualTo(first);
    assertThat(values(draw(2), "recurrent.weight_hh_l1_reverse")).isNotEqualTo(first);
  }

  @Test
  void weights_that_are_given_are_taken_as_they_are() {
    Tensor given = new Tensor(List.of(500, 40), new float[20_000]);

    assertThat(
            WeightInitializer.draw(SPEC, Map.of("embedding.weight", given), 1)
                .get("embedding.weight"))
        .isSameAs(given);
  }

  @Nested
  class Orthogonal {

    private static Weights draw(RecurrentSpec recurrent) {
      NetworkSpec spec =
          new NetworkSpec(
              List.of(new EmbeddingTable("embedding", 500, 40, true)),
              0,
              recurrent,
              false,
              0,
              new Head.Pooled(Pooling.LAST, 200));
      return WeightInitializer.draw(spec, Map.of(), Initialization.ORTHOGONAL, null, 1);
    }

    @Test
    void columns_of_recurrent_matrices_are_orthonormal() {
      for (RecurrentSpec recurrent :
          List.of(RecurrentSpec.simple(25), RecurrentSpec.gru(25), RecurrentSpec.lstm(25))) {
        Tensor matrix = draw(recurrent.bidirectional()).get("recurrent.weight_hh_l0_reverse");
        int rows = matrix.shape().get(0);
        for (int a = 0; a < 25; a++) {
          for (int b = 0; b < 25; b++) {
            double product = 0;
            for (int r = 0; r < rows; r++) {
              product += matrix.values()[r * 25 + a] * matrix.values()[r * 25 + b];
            }
            assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-5));
          }
        }
      }
    }

    @Test
    void input_and_output_matrices_are_uniform_in_bounds_of_their_sizes() {
      Weights weights = draw(RecurrentSpec.gru(25));

      assertUniform(values(weights, "recurrent.weight_ih_l0"), Math.sqrt(6.0 / (75 + 40)));
      assertUniform(values(weights, "output.weight"), Math.sqrt(6.0 / (200 + 25)));
    }

    @Test
    void biases_are_zero_but_for_the_forget_gate() {
      assertThat(values(draw(RecurrentSpec.gru(2)), "recurrent.bias_ih_l0")).containsOnly(0);
      assertThat(values(draw(RecurrentSpec.lstm(2)), "recurrent.bias_hh_l0")).containsOnly(0);
      assertThat(values(draw(RecurrentSpec.lstm(2)), "output.bias")).containsOnly(0);
      assertThat(values(draw(RecurrentSpec.lstm(2)), "recurrent.bias_ih_l0"))
          .containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void embeddings_are_drawn_as_ever() {
      assertThat(values(draw(RecurrentSpec.gru(25)), "embedding.weight"))
          .isEqualTo(values(WeightInitializerTest.draw(1), "embedding.weight"));
    }
  }

  @Nested
  class Pretrained {
    private final WordVectors vectors = vectors();
    private final Vocabulary vocabulary = Vocabulary.of(List.of("two", "new", "one"));

    private static WordVectors vectors() {
      Map<String, float[]> map = new LinkedHashMap<>();
      map.put("one", new float[] {1, 1.5f});
      map.put("two", new float[] {2, 2.5f});
      map.put("<unknown>", new float[] {9, 9});
      return WordVectors.of(map);
    }

    @Test
    void words_stand_at_their_ids_and_all_else_is_zero_in_a_frozen_table() {
      Tensor table = PretrainedTable.of(vectors, false, vocabulary, 1);

      assertThat(table.shape()).containsExactly(5, 2);
      assertThat(table.values()).containsExactly(0, 0, 0, 0, 2, 2.5f, 0, 0, 1, 1.5f);
    }

    @Test
    void unknown_and_new_words_start_at_random_in_a_table_to_be_learned() {
      float[] table = PretrainedTable.of(vectors, true, vocabulary, 1).values();

      assertThat(table).startsWith(0, 0).endsWith(1, 1.5f).hasSize(10);
      assertThat(new float[] {table[4], table[5]}).containsExactly(2, 2.5f);
      assertThat(new float[] {table[2], table[3], table[6], table[7]})
          .doesNotContain(0)
          .doesNotHaveDuplicates();
      assertThat(table).isEqualTo(PretrainedTable.of(vectors, true, vocabulary, 1).values());
      assertThat(table).isNotEqualTo(PretrainedTable.of(vectors, true, vocabulary, 2).values());
    }
  }
}
