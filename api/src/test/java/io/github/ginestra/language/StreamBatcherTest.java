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

class StreamBatcherTest {
  private static final int SYMBOLS = 107;
  private static final int STREAMS = 5;
  private static final int UNROLL = 8;

  /** Each symbol is its own place. */
  private static StreamBatcher batcher() {
    return new StreamBatcher(
        IntSequence.of(IntStream.range(0, SYMBOLS).toArray()), STREAMS, UNROLL);
  }

  private static List<Batch> epoch(long seed) {
    List<Batch> batches = new ArrayList<>();
    batcher().batches(new Random(seed)).forEach(batches::add);
    return batches;
  }

  /** What one stream reads in an epoch. */
  private static List<Integer> stream(List<Batch> batches, int n) {
    List<Integer> read = new ArrayList<>();
    for (Batch batch : batches) {
      for (int t = 0; t < batch.steps(); t++) {
        read.add(batch.channels().get(0)[t * batch.size() + n]);
      }
    }
    return read;
  }

  @Test
  void each_stream_reads_on_where_it_was() {
    List<Batch> batches = epoch(1);

    for (int n = 0; n < STREAMS; n++) {
      List<Integer> read = stream(batches, n);
      assertThat(read).hasSize(SYMBOLS / STREAMS);
      for (int i = 1; i < read.size(); i++) {
        assertThat(read.get(i)).isEqualTo((read.get(i - 1) + 1) % SYMBOLS);
      }
    }
  }

  @Test
  void the_streams_follow_one_another_and_none_reads_what_another_reads() {
    List<Batch> batches = epoch(2);

    List<Integer> all = new ArrayList<>();
    for (int n = 0; n < STREAMS; n++) {
      all.addAll(stream(batches, n));
    }

    assertThat(all).hasSize(105).doesNotHaveDuplicates();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i)).isEqualTo((all.get(i - 1) + 1) % SYMBOLS);
    }
  }

  @Test
  void every_step_tells_the_next_symbol() {
    for (Batch batch : epoch(3)) {
      for (int i = 0; i < batch.channels().get(0).length; i++) {
        assertThat(batch.targets().ids()[i]).isEqualTo((batch.channels().get(0)[i] + 1) % SYMBOLS);
      }
    }
  }

  @Test
  void only_the_first_batch_starts_anew() {
    assertThat(epoch(4)).extracting(Batch::continued).containsExactly(false, true, true);
  }

  @Test
  void batches_are_as_long_as_each_other_but_for_one_step() {
    assertThat(batcher().batchesPerEpoch()).isEqualTo(3);
    assertThat(epoch(5)).extracting(Batch::steps).containsExactly(7, 7, 7);
    assertThat(new StreamBatcher(IntSequence.of(new int[101]), 5, 8).batchesPerEpoch())
        .isEqualTo(3);
    List<Integer> lengths = new ArrayList<>();
    new StreamBatcher(IntSequence.of(new int[101]), 5, 8)
        .batches(new Random(0))
        .forEach(batch -> lengths.add(batch.steps()));
    assertThat(lengths).containsExactly(6, 7, 7);
  }

  @Test
  void each_epoch_cuts_elsewhere_and_the_same_chance_the_same() {
    assertThat(stream(epoch(6), 0)).isEqualTo(stream(epoch(6), 0));
    assertThat(IntStream.range(0, 20).map(seed -> stream(epoch(seed), 0).get(0)).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void a_text_of_one_batch_is_enough() {
    assertThat(new StreamBatcher(IntSequence.of(new int[41]), 5, 8).batchesPerEpoch()).isEqualTo(1);
  }

  @Test
  void a_shorter_text_is_refused_with_the_length_it_must_have() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamBatcher(IntSequence.of(new int[1_500]), 32, 50))
        .withMessage(
            "the text leaves 1,499 symbols to learn from; 32 streams (batchSize) of 50 steps"
                + " (unroll) take 1,600: lower batchSize or unroll, or give a longer text");
  }
}
