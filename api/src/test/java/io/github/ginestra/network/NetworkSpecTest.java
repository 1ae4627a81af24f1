package io.github.ginestra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {
  private static final List<EmbeddingTable> TABLES =
      List.of(
          new EmbeddingTable("embedding", 100, 6, true),
          new EmbeddingTable("letter_case", 5, 2, true));

  private static NetworkSpec spec(RecurrentSpec recurrent) {
    return new NetworkSpec(TABLES, 0, recurrent, false, 0, new Head.Pooled(Pooling.MAX, 3));
  }

  @Test
  void weights_have_pytorchs_names_order_and_layout() {
    assertThat(spec(RecurrentSpec.lstm(5).bidirectional().layers(2)).weightShapes())
        .containsExactly(
            entry("embedding.weight", List.of(100, 6)),
            entry("letter_case.weight", List.of(5, 2)),
            entry("recurrent.weight_ih_l0", List.of(20, 8)),
            entry("recurrent.weight_hh_l0", List.of(20, 5)),
            entry("recurrent.bias_ih_l0", List.of(20)),
            entry("recurrent.bias_hh_l0", List.of(20)),
            entry("recurrent.weight_ih_l0_reverse", List.of(20, 8)),
            entry("recurrent.weight_hh_l0_reverse", List.of(20, 5)),
            entry("recurrent.bias_ih_l0_reverse", List.of(20)),
            entry("recurrent.bias_hh_l0_reverse", List.of(20)),
            entry("recurrent.weight_ih_l1", List.of(20, 10)),
            entry("recurrent.weight_hh_l1", List.of(20, 5)),
            entry("recurrent.bias_ih_l1", List.of(20)),
            entry("recurrent.bias_hh_l1", List.of(20)),
            entry("recurrent.weight_ih_l1_reverse", List.of(20, 10)),
            entry("recurrent.weight_hh_l1_reverse", List.of(20, 5)),
            entry("recurrent.bias_ih_l1_reverse", List.of(20)),
            entry("recurrent.bias_hh_l1_reverse", List.of(20)),
            entry("output.weight", List.of(3, 10)),
            entry("output.bias", List.of(3)));
  }

  private static NetworkSpec spelled(RecurrentSpec recurrent) {
    CharacterEncoder characters =
        new CharacterEncoder(new EmbeddingTable("characters", 30, 4, true), 3, 7);
    return new NetworkSpec(
        TABLES, characters, 0, recurrent, false, 0, new Head.Pooled(Pooling.MAX, 3));
  }

  @Test
  void a_character_encoder_has_the_weights_of_pytorchs_convolution_after_the_tables() {
    NetworkSpec spec = spelled(RecurrentSpec.gru(5));
    assertThat(spec.weightShapes())
        .containsExactly(
            entry("embedding.weight", List.of(100, 6)),
            entry("letter_case.weight", List.of(5, 2)),
            entry("characters.weight", List.of(30, 4)),
            entry("characters.convolution.weight", List.of(7, 4, 3)),
            entry("characters.convolution.bias", List.of(7)),
            entry("recurrent.weight_ih_l0", List.of(15, 15)),
            entry("recurrent.weight_hh_l0", List.of(15, 5)),
            entry("recurrent.bias_ih_l0", List.of(15)),
            entry("recurrent.bias_hh_l0", List.of(15)),
            entry("output.weight", List.of(3, 5)),
            entry("output.bias", List.of(3)));
    assertThat(spec.parameters())
        .isEqualTo(spec(RecurrentSpec.gru(5)).parameters() + 120 + 84 + 7 + 15 * 7);
    assertThat(spec.tables()).extracting(EmbeddingTable::name).endsWith("characters").hasSize(3);
  }

  @Test
  void a_network_that_reads_characters_is_not_read_token_by_token() {
    EmbeddingTable table = TABLES.get(0);
    CharacterEncoder characters = spelled(RecurrentSpec.gru(5)).characters();
    NetworkSpec spec =
        new NetworkSpec(
            List.of(table),
            characters,
            0,
            RecurrentSpec.gru(3),
            false,
            0,
            new Head.PerStep(4, false));
    assertThat(spec.carriesState()).isTrue();
    assertThat(spec.isStepped()).isFalse();
  }

  @Test
  void a_character_encoder_that_cannot_be_is_refused_by_name() {
    EmbeddingTable table = new EmbeddingTable("characters", 30, 4, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CharacterEncoder(table, 4, 7))
        .withMessage("width (4) must be odd, so that a filter has a character in its middle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CharacterEncoder(table, 0, 7))
        .withMessage("width (0) must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CharacterEncoder(table, 3, 0))
        .withMessage("filters (0) must be positive");
    CharacterEncoder words = new CharacterEncoder(TABLES.get(0), 3, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NetworkSpec(
                    TABLES,
                    words,
                    0,
                    RecurrentSpec.gru(3),
                    false,
                    0,
                    new Head.Pooled(Pooling.MAX, 2)))
        .withMessage("embeddings must have different names, but two are called \"embedding\"");
  }

  @Test
  void words_and_their_encoder_belong_together() {
    NetworkSpec spec = spelled(RecurrentSpec.gru(5));
    Batch batch = Batch.of(new int[] {1}, List.of(new int[1], new int[1]));
    Batch words = batch.words(new Batch.Words(new int[][] {{29, 0}}, new int[1]));
    Batch beyond = batch.words(new Batch.Words(new int[][] {{1}, {0, 30}}, new int[1]));

    spec.check(words);
    spec(RecurrentSpec.gru(5)).check(batch);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.check(batch))
        .withMessageContaining("the batch has no words");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(RecurrentSpec.gru(5)).check(words))
        .withMessageContaining("the batch has words, but the network");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.check(beyond))
        .withMessage("ids of characters (30) must be in [0, 30)");
  }

  @Test
  void tables_of_one_name_are_refused() {
    EmbeddingTable table = new EmbeddingTable("embedding", 100, 6, true);
    EmbeddingTable other = new EmbeddingTable("embedding", 5, 2, true);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NetworkSpec(
                    List.of(table, other),
                    0,
                    RecurrentSpec.gru(3),
                    false,
                    0,
                    new Head.Pooled(Pooling.MAX, 2)))
        .withMessage("embeddings must have different names, but two are called \"embedding\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "recurrent", "linear", "", " ", "a.b", "a/b", "a\n", "\ud83d"})
  void a_table_is_not_called_like_other_weights_or_like_nothing(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmbeddingTable(name, 5, 2, true))
        .withMessageStartingWith("name (" + name + ") must be ");
    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingTable.oneHot(name, 5));
  }

  @Test
  void weights_that_are_not_finite_are_named_with_their_index() {
    Weights weights =
        Weights.of(Map.of("m", new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 0f / 0f})));
    assertThat(weights.isFinite()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weights.get("m").requireFinite("m"))
        .withMessage("tensor m holds NaN at [1, 2]; its values must be finite");
  }

  @Test
  void a_cell_has_as_many_rows_as_gates() {
    assertThat(spec(RecurrentSpec.simple(5)).weightShapes())
        .containsEntry("recurrent.weight_ih_l0", List.of(5, 8));
    assertThat(spec(RecurrentSpec.gru(5)).weightShapes())
        .containsEntry("recurrent.weight_ih_l0", List.of(15, 8));
  }

  @Test
  void it_prints_for_people() {
    assertThat(spec(RecurrentSpec.gru(64).bidirectional()))
        .hasToString("BiGRU(64), max pooling, 3 outputs");
  }

  @Test
  void wrong_values_are_refused_by_name() {
    RecurrentSpec gru = RecurrentSpec.gru(2);
    Head head = new Head.Pooled(Pooling.MAX, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Head.Pooled(Pooling.MAX, 1))
        .withMessage("outputs (1) must be two or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkSpec(List.of(), 0, gru, false, 0, head))
        .withMessage("embeddings must hold at least one table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkSpec(TABLES, 1, gru, false, 0, head))
        .withMessage("inputDropout (1.0) must be in [0, 1)");
  }

  private static NetworkSpec perStep(RecurrentSpec recurrent, boolean tied) {
    EmbeddingTable table = new EmbeddingTable("embedding", 9, 5, true);
    return new NetworkSpec(List.of(table), 0, recurrent, true, 0, new Head.PerStep(9, tied));
  }

  @Test
  void a_tied_network_has_no_output_weight_but_the_table() {
    NetworkSpec tied = perStep(RecurrentSpec.lstm(5), true);

    assertThat(tied.outputWeightName()).isEqualTo("embedding.weight");
    assertThat(tied.weightShapes()).containsKey("output.bias").doesNotContainKey("output.weight");
    assertThat(perStep(RecurrentSpec.lstm(5), false).weightShapes())
        .containsEntry("output.weight", List.of(9, 5));
    assertThat(tied).hasToString("LSTM(5), 9 tokens, tied");
  }

  @Test
  void a_table_that_does_not_suit_the_output_cannot_be_tied() {
    Head head = new Head.PerStep(3, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> perStep(RecurrentSpec.lstm(4), true))
        .withMessage("tied weights need as many embedding dimensions (5) as hidden units (4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkSpec(TABLES, 0, RecurrentSpec.gru(6), false, 0, head))
        .withMessageStartingWith(
            "tied weights need one embedding table with a row for each of the 3 outputs");
  }

  @Test
  void one_direction_with_an_answer_at_each_step_carries_its_state() {
    RecurrentSpec gru = RecurrentSpec.gru(4);

    assertThat(perStep(gru, false)).matches(NetworkSpec::isStepped);
    assertThat(perStep(gru.bidirectional(), false))
        .matches(NetworkSpec::isPerStep)
        .matches(spec -> !spec.carriesState() && !spec.isStepped());
    assertThat(new NetworkSpec(TABLES, 0, gru, false, 0, new Head.PerStep(3, false)))
        .matches(spec -> spec.carriesState() && !spec.isStepped());
    assertThat(spec(gru)).matches(spec -> !spec.carriesState() && !spec.isStepped());
  }

  @Nested
  class WeightsThat {
    private final NetworkSpec spec = spec(RecurrentSpec.simple(2));
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    WeightsThat() {
      spec.weightShapes().forEach((name, shape) -> tensors.put(name, zeros(shape)));
    }

    private static Tensor zeros(List<Integer> shape) {
      return new Tensor(shape, new float[shape.stream().reduce(1, (a, b) -> a * b)]);
    }

    private void assertRefused(String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spec.check(Weights.of(tensors)))
          .withMessage(message);
    }

    @Test
    void fit_are_returned() {
      Weights weights = Weights.of(tensors);

      assertThat(spec.check(weights)).isSameAs(weights);
      assertThat(weights.parameters()).isEqualTo(600 + 10 + 16 + 4 + 2 + 2 + 6 + 3);
    }

    @Test
    void lack_one_are_refused() {
      tensors.remove("output.bias");
      assertRefused("weight output.bias [3] is missing");
    }

    @Test
    void have_one_too_many_are_refused() {
      tensors.put("surplus", zeros(List.of(1)));
      assertRefused("weight surplus is not of this network");
    }

    @Test
    void have_another_shape_are_refused() {
      tensors.put("output.weight", zeros(List.of(2, 3)));
      assertRefused("weight output.weight has shape [2, 3], not [3, 2]");
    }

    @Test
    void are_asked_for_by_a_wrong_name_list_what_there_is() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Weights.of(Map.of("a", zeros(List.of(1)))).get("b"))
          .withMessage("no weight b among [a]");
    }
  }

  @Test
  void a_tensor_holds_as_many_values_as_its_shape_says() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor(List.of(2, 3), new float[5]))
        .withMessage("shape [2, 3] holds 6 values, not 5");
  }
}
