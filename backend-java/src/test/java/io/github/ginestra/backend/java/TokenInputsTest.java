package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.RecurrentSpec;
import org.junit.jupiter.api.Test;

class TokenInputsTest {
  private static final float[] TABLE = {1, 2, 3, 4, 5, 6}; // (3, 2)
  private static final Matrix WEIGHT = new FloatMatrix(new float[] {1, 0, 0, 1, 1, 1}, 2, 0, 2);
  private static final float[] BIAS = {10, 20, 30};

  private final Workspace workspace = new Workspace(RecurrentSpec.simple(3));
  private final float[] scratch = new float[3];

  private static TokenInputs withRoomFor(int floats) {
    return new TokenInputs(new FloatTable(TABLE, 2), WEIGHT, BIAS, new Room(floats));
  }

  @Test
  void a_token_gives_its_product_and_the_bias() {
    assertThat(withRoomFor(100).of(1, scratch, workspace)).containsExactly(13, 24, 37);
  }

  @Test
  void a_token_met_again_costs_a_look() {
    TokenInputs inputs = withRoomFor(100);
    float[] first = inputs.of(1, scratch, workspace);

    assertThat(inputs.of(1, scratch, workspace)).isSameAs(first).isNotSameAs(scratch);
  }

  @Test
  void beyond_its_room_nothing_is_kept_and_the_answer_is_the_same() {
    TokenInputs inputs = withRoomFor(7);
    float[] first = inputs.of(0, scratch, workspace);
    float[] second = inputs.of(1, scratch, workspace);

    assertThat(inputs.of(2, scratch, workspace)).isSameAs(scratch).containsExactly(15, 26, 41);
    assertThat(inputs.of(0, scratch, workspace)).isSameAs(first);
    assertThat(inputs.of(1, scratch, workspace)).isSameAs(second);
  }
}
