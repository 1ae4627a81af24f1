package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EncodedBatchTest {
  private final EncodedBatch batch =
      EncodedBatch.of(new int[] {2, 3}, List.of(new int[] {1, 2, 3, 4, 0, 6}));

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
  }

  @Test
  void a_batch_is_as_long_as_its_longest_text() {
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.steps()).isEqualTo(3);
    assertThat(batch.labels()).isNull();
    assertThat(batch.exampleWeights()).isNull();
  }

  @Test
  void labels_and_weights_are_of_the_same_texts() {
    EncodedBatch labelled = batch.labelled(new int[] {1, 0}, new float[] {0.5f, 2});

    assertThat(labelled.labels()).containsExactly(1, 0);
    assertThat(labelled.exampleWeights()).containsExactly(0.5f, 2);
    assertThat(labelled.channels()).isEqualTo(batch.channels());
    assertThat(labelled.lengths()).containsExactly(2, 3);
  }

  @Test
  void sizes_that_do_not_agree_are_refused() {
    int[] lengths = {2, 3};
    assertRefused(
        () -> EncodedBatch.of(new int[0], List.of(new int[0])),
        "a batch must hold at least one text");
    assertRefused(
        () -> EncodedBatch.of(new int[] {2, 0}, List.of(new int[4])),
        "lengths (0) must be positive");
    assertRefused(
        () -> EncodedBatch.of(lengths, List.of()), "a batch must have at least one channel");
    assertRefused(
        () -> EncodedBatch.of(lengths, List.of(new int[6], new int[5])),
        "ids of a channel (5) must number 6");
    assertRefused(() -> batch.labelled(new int[1], null), "labels (1) must number 2");
    assertRefused(
        () -> batch.labelled(new int[2], new float[3]), "exampleWeights (3) must number 2");
  }
}
