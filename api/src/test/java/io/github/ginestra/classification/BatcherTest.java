package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatcherTest {
  private static final TextEncoder ENCODER =
      new TextEncoder(
          Tokenizer.messages(), NormalForm.NONE, Vocabulary.of(List.of()), false, 0, 512, null);

  /** Texts of 1 to 200 words, in no order. */
  private static final List<EncodedText> TEXTS =
      IntStream.range(0, 200).map(i -> 1 + i * 77 % 200).mapToObj(BatcherTest::text).toList();

  private static final int[] LABELS = IntStream.range(0, 200).map(i -> i % 3).toArray();

  private static EncodedText text(int length) {
    return new EncodedText(IntStream.range(2, 2 + length).toArray(), new int[length], null);
  }

  private static Batcher batcher(boolean bucketed, double wordDropout, float... labelWeights) {
    TrainingOptions options =
        TrainingOptions.builder().batchSize(16).bucketByLength(bucketed).build();
    return new Batcher(
        ENCODER,
        options,
        wordDropout,
        TEXTS,
        LABELS,
        null,
        labelWeights.length == 0 ? null : labelWeights);
  }

  private static int[] flat(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_epoch_shows_every_text_once_in_batches_of_the_size_asked_for(boolean bucketed) {
    Batcher batcher = batcher(bucketed, 0);
    List<int[]> batches = batcher.order(new Random(1));

    assertThat(batches).hasSize(13).hasSize(batcher.batchesPerEpoch());
    assertThat(batches.stream().filter(batch -> batch.length == 16)).hasSize(12);
    assertThat(flat(batches)).containsExactlyInAnyOrder(IntStream.range(0, 200).toArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_order_follows_from_the_seed_alone(boolean bucketed) {
    Batcher batcher = batcher(bucketed, 0);

    assertThat(flat(batcher.order(new Random(1))))
        .isEqualTo(flat(batcher(bucketed, 0).order(new Random(1))))
        .isNotEqualTo(flat(batcher.order(new Random(2))));
  }

  @Test
  void buckets_hold_texts_of_similar_length_and_come_in_no_order() {
    List<int[]> batches = batcher(true, 0).order(new Random(1));

    for (int[] batch : batches) {
      int[] lengths = Arrays.stream(batch).map(i -> TEXTS.get(i).length()).sorted().toArray();
      assertThat(lengths[lengths.length - 1] - lengths[0]).isLessThanOrEqualTo(16 + 8);
    }
    assertThat(batches.stream().map(batch -> TEXTS.get(batch[0]).length()))
        .isNotEqualTo(batches.stream().map(batch -> TEXTS.get(batch[0]).length()).sorted());
  }

  @Test
  void the_same_texts_do_not_always_meet_in_a_bucket() {
    Batcher batcher = batcher(true, 0);
    int[] first = batcher.order(new Random(1)).get(0);
    Arrays.sort(first);

    assertThat(batcher.order(new Random(2)))
        .noneSatisfy(
            batch -> assertThat(Arrays.stream(batch).sorted()).containsExactly(boxed(first)));
  }

  private static Integer[] boxed(int[] values) {
    return Arrays.stream(values).boxed().toArray(Integer[]::new);
  }

  @Test
  void a_batch_has_the_labels_and_weights_of_its_texts() {
    Batch batch = batcher(true, 0, 1, 5, 0.5f).batch(new int[] {4, 3, 5}, new Random(1));

    assertThat(batch.lengths())
        .containsExactly(TEXTS.get(4).length(), TEXTS.get(3).length(), TEXTS.get(5).length());
    assertThat(batch.targets().ids()).containsExactly(1, 0, 2);
    assertThat(batch.targets().weights()).containsExactly(5, 1, 0.5f);
  }

  @Test
  void without_weights_all_texts_count_alike() {
    assertThat(batcher(true, 0).batch(new int[] {4, 3}, new Random(1)).targets().weights())
        .isNull();
  }

  @Test
  void word_dropout_makes_its_share_of_words_unknown_and_nothing_else() {
    int longest =
        IntStream.range(0, 200).filter(i -> TEXTS.get(i).length() == 200).findAny().orElseThrow();
    Batcher batcher = batcher(true, 0.2);
    Random random = new Random(1);
    int unknown = 0;
    for (int i = 0; i < 100; i++) {
      int[] ids = batcher.batch(new int[] {longest}, random).channels().get(0);
      for (int t = 0; t < 200; t++) {
        assertThat(ids[t]).isIn(Vocabulary.UNKNOWN, 2 + t);
        unknown += ids[t] == Vocabulary.UNKNOWN ? 1 : 0;
      }
    }
    assertThat(unknown / 20_000.0).isCloseTo(0.2, within(0.01));
    assertThat(TEXTS.get(longest).ids()).doesNotContain(Vocabulary.UNKNOWN);
  }

  @Test
  void word_dropout_leaves_padding_alone() {
    EncodedText padded = new EncodedText(new int[500], new int[500], null);
    Batcher batcher =
        new Batcher(
            ENCODER,
            TrainingOptions.builder().build(),
            0.9,
            List.of(padded),
            new int[1],
            null,
            null);

    assertThat(batcher.batch(new int[1], new Random(1)).channels().get(0))
        .containsOnly(Vocabulary.PADDING);
  }

  @Test
  void a_batch_of_long_texts_is_divided_into_parts_of_bounded_size() {
    List<EncodedText> texts = new ArrayList<>();
    for (int n = 0; n < 80; n++) {
      int[] ids = new int[n % 7 == 0 ? 10_000 : 3_000 + n];
      Arrays.fill(ids, n + 2);
      texts.add(new EncodedText(ids, new int[ids.length], null));
    }
    int[] labels = IntStream.range(0, 80).map(n -> n % 2).toArray();

    List<Batch> parts = TextBatches.parts(ENCODER.batch(texts).targets(labels, null));

    assertThat(parts).allMatch(part -> part.size() == 1 || part.size() * part.steps() <= 16_384);
    int n = 0;
    for (Batch part : parts) {
      for (int k = 0; k < part.size(); k++, n++) {
        assertThat(part.lengths()[k]).isEqualTo(texts.get(n).length());
        assertThat(part.targets().ids()[k]).isEqualTo(labels[n]);
        assertThat(part.channels().get(0)[k]).isEqualTo(n + 2);
        assertThat(part.channels().get(0)[(part.lengths()[k] - 1) * part.size() + k])
            .isEqualTo(n + 2);
      }
    }
    assertThat(n).isEqualTo(80);
  }

  @Test
  void a_batch_of_short_texts_is_left_as_it_is() {
    Batch batch = ENCODER.batch(TEXTS.subList(0, 64));
    assertThat(TextBatches.parts(batch)).containsExactly(batch);
  }
}
