package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowBatcherTest {
  private static final int WINDOW = 4;
  private static final int[] TEXT = IntStream.range(100, 123).toArray();

  private static List<Batch> list(Iterable<Batch> batches) {
    List<Batch> list = new ArrayList<>();
    batches.forEach(list::add);
    return list;
  }

  private static List<Batch> epoch(long seed) {
    return list(new WindowBatcher(IntSequence.of(TEXT), 5, WINDOW).batches(new Random(seed)));
  }

  /** Each window with the symbol it tells, as one list. */
  private static List<List<Integer>> windows(List<Batch> batches) {
    List<List<Integer>> windows = new ArrayList<>();
    for (Batch batch : batches) {
      for (int n = 0; n < batch.size(); n++) {
        List<Integer> window = new ArrayList<>();
        for (int t = 0; t < batch.steps(); t++) {
          window.add(batch.channels().get(0)[t * batch.size() + n]);
        }
        window.add(batch.targets().ids()[(batch.steps() - 1) * batch.size() + n]);
        windows.add(window);
      }
    }
    return windows;
  }

  private static List<List<Integer>> allWindows() {
    return IntStream.range(0, TEXT.length - WINDOW)
        .mapToObj(i -> IntStream.rangeClosed(i, i + WINDOW).mapToObj(j -> TEXT[j]).toList())
        .toList();
  }

  @Test
  void every_place_of_the_text_is_learned_once_an_epoch() {
    assertThat(windows(epoch(1))).containsExactlyInAnyOrderElementsOf(allWindows());
  }

  @Test
  void the_order_is_drawn_anew_each_epoch() {
    assertThat(windows(epoch(1))).isEqualTo(windows(epoch(1))).isNotEqualTo(windows(epoch(2)));
    assertThat(windows(epoch(1))).isNotEqualTo(allWindows());
  }

  @Test
  void only_the_last_step_counts_and_each_batch_starts_anew() {
    for (Batch batch : epoch(1)) {
      assertThat(batch.steps()).isEqualTo(WINDOW);
      assertThat(batch.targets().counted()).isEqualTo(batch.size());
      assertThat(batch.continued()).isFalse();
      assertThat(batch.targets().ids()).startsWith(new int[] {-1, -1, -1});
    }
  }

  @Test
  void the_last_batch_holds_what_is_left() {
    assertThat(epoch(1)).extracting(Batch::size).containsExactly(5, 5, 5, 4);
    assertThat(new WindowBatcher(IntSequence.of(TEXT), 5, WINDOW).batchesPerEpoch()).isEqualTo(4);
  }

  @Test
  void a_validation_text_is_told_to_the_last_symbol_each_from_those_before_it() {
    IntSequence before = IntSequence.of(IntStream.range(0, 100).toArray());

    List<List<Integer>> windows =
        windows(list(WindowBatcher.inOrder(before, IntSequence.of(TEXT), 5, WINDOW)));

    assertThat(windows).hasSize(TEXT.length);
    assertThat(windows.get(0)).containsExactly(96, 97, 98, 99, 100);
    assertThat(windows.get(TEXT.length - 1)).containsExactly(118, 119, 120, 121, 122);
  }

  @Test
  void a_text_shorter_than_a_batch_is_refused_with_the_length_it_must_have() {
    assertThat(new WindowBatcher(IntSequence.of(TEXT), 19, WINDOW).batchesPerEpoch()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowBatcher(IntSequence.of(TEXT), 20, WINDOW))
        .withMessage(
            "the text leaves 23 symbols to learn from; 20 windows (batchSize) of 4 symbols, each"
                + " with the next one, take 24: lower batchSize or windows, or give a longer text");
  }
}
