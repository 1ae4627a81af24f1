package io.github.ginestra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final Batch batch = Batch.of(new int[] {2, 3}, List.of(new int[] {1, 2, 3, 4, 0, 6}));

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
  }

  @Test
  void a_batch_is_as_long_as_its_longest_sequence() {
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.steps()).isEqualTo(3);
    assertThat(batch.isUnpadded()).isFalse();
    assertThat(batch.targets()).isNull();
    assertThat(Batch.of(new int[] {4, 5, 6}).isUnpadded()).isTrue();
  }

  @Test
  void targets_and_weights_are_of_the_same_sequences() {
    Batch labelled = batch.targets(new int[] {1, 0}, new float[] {0.5f, 2});

    assertThat(labelled.targets().ids()).containsExactly(1, 0);
    assertThat(labelled.targets().weights()).containsExactly(0.5f, 2);
    assertThat(labelled.channels()).isEqualTo(batch.channels());
    assertThat(labelled.lengths()).containsExactly(2, 3);
  }

  @Test
  void sizes_that_do_not_agree_are_refused() {
    int[] lengths = {2, 3};
    assertRefused(
        () -> Batch.of(new int[0], List.of(new int[0])), "a batch must hold at least one sequence");
    assertRefused(
        () -> Batch.of(new int[] {2, 0}, List.of(new int[4])), "lengths (0) must be positive");
    assertRefused(() -> Batch.of(lengths, List.of()), "a batch must have at least one channel");
    assertRefused(
        () -> Batch.of(lengths, List.of(new int[6], new int[5])),
        "ids of a channel (5) must number 6");
    assertRefused(
        () -> batch.targets(new int[1], null), "targets (1) must number 2, or a multiple of it");
    assertRefused(() -> batch.targets(new int[4], null), "targets (4) must number 6");
    assertRefused(() -> batch.targets(new int[2], new float[3]), "weights (3) must number 2");
  }

  @Test
  void the_words_stay_with_the_sequences() {
    Batch.Words words = new Batch.Words(new int[][] {{1}, {2, 3}}, new int[] {0, 1, 1, 0, 1, 1});
    Batch spelled = batch.words(words);

    assertThat(batch.words()).isNull();
    assertThat(spelled.words()).isSameAs(words);
    assertThat(spelled.targets(new int[] {1, 0}, null).words()).isSameAs(words);
    assertThat(spelled.channels()).isEqualTo(batch.channels());
    assertThat(words.size()).isEqualTo(2);
  }

  @Test
  void words_that_do_not_fit_are_refused() {
    int[][] characters = {{1}, {2, 3}};
    assertRefused(
        () -> batch.words(new Batch.Words(characters, new int[5])),
        "ids of words (5) must number 6");
    assertRefused(
        () -> new Batch.Words(new int[0][], new int[6]), "words must hold at least one word");
    assertRefused(
        () -> new Batch.Words(new int[][] {{1}, {}}, new int[6]),
        "word 1 must have at least one character");
    assertRefused(
        () -> new Batch.Words(characters, new int[] {0, 2}), "ids of words (2) must be in [0, 2)");
    assertRefused(
        () -> new Batch.Words(characters, new int[] {0, -1}),
        "ids of words (-1) must be in [0, 2)");
  }

  @Test
  void the_steps_with_targets_are_those_between_the_first_and_the_last_that_count() {
    Targets targets = new Targets(2, new int[] {-1, -1, -1, 3, -1, -1, 1, -1, -1, -1});

    assertThat(targets.firstStep()).isEqualTo(1);
    assertThat(targets.endStep()).isEqualTo(4);
    assertThat(targets.counted()).isEqualTo(2);
    assertThat(targets.steps(1, 4).ids()).containsExactly(-1, 3, -1, -1, 1, -1);
    assertThat(new Targets(2, new int[] {-1, -1}).endStep()).isZero();
  }

  @Test
  void a_row_counts_with_the_weight_of_its_sequence() {
    Targets targets = new Targets(2, new int[] {0, 1, -1, 2}, new float[] {0.5f, 3});

    assertThat(targets.weight(0)).isEqualTo(0.5);
    assertThat(targets.weight(2)).isZero();
    assertThat(targets.weight(3)).isEqualTo(3);
    assertThat(targets.weight()).isEqualTo(6.5);
  }
}
