package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final TextEncoder ENCODER =
      new TextEncoder(
          Tokenizer.messages(), NormalForm.NONE, Vocabulary.of(List.of()), false, 0, 512, null);
  private static final Scorer SCORER = new Scorer(ENCODER, null);

  private final List<Batch> batches = new ArrayList<>();

  /** A text of one id, over and over. */
  private static EncodedText text(int id, int length) {
    int[] ids = new int[length];
    Arrays.fill(ids, id);
    return new EncodedText(ids, new int[length], null);
  }

  /** A network whose logits are a text's first id and its length. */
  private float[][] firstIdAndLength(Batch batch) {
    batches.add(batch);
    float[][] logits = new float[batch.size()][];
    for (int n = 0; n < logits.length; n++) {
      logits[n] = new float[] {batch.channels().get(0)[n], batch.lengths()[n]};
    }
    return logits;
  }

  @Test
  void logits_come_in_the_order_of_the_texts() {
    List<EncodedText> texts =
        IntStream.range(0, 1_000).mapToObj(i -> text(i, 1 + i * 37 % 101)).toList();
    float[][] logits = SCORER.score(texts, this::firstIdAndLength);

    assertThat(logits).hasDimensions(1_000, 2);
    for (int i = 0; i < logits.length; i++) {
      assertThat(logits[i]).containsExactly(i, 1 + i * 37 % 101);
    }
  }

  @Test
  void a_batch_holds_128_texts_at_most() {
    SCORER.score(
        IntStream.range(0, 300).mapToObj(i -> text(i, 5)).toList(), this::firstIdAndLength);

    assertThat(batches.stream().map(Batch::size)).containsExactly(128, 128, 44);
  }

  @Test
  void a_batch_holds_16384_tokens_at_most_padding_included() {
    List<EncodedText> texts =
        IntStream.range(0, 200).mapToObj(i -> text(i, 1 + i * i % 1_500)).toList();
    SCORER.score(texts, this::firstIdAndLength);

    assertThat(batches).allSatisfy(b -> assertThat(b.size() * b.steps()).isLessThan(16_385));
    assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(200);
  }

  @Test
  void a_text_longer_than_that_stands_alone() {
    SCORER.score(List.of(text(1, 20_000), text(2, 3), text(3, 30_000)), this::firstIdAndLength);

    assertThat(batches.stream().map(Batch::size)).containsExactly(1, 1, 1);
  }

  @Test
  void texts_of_similar_length_share_a_batch() {
    List<EncodedText> texts =
        IntStream.range(0, 256).mapToObj(i -> text(i, i % 2 == 0 ? 3 : 100)).toList();
    SCORER.score(texts, this::firstIdAndLength);

    assertThat(batches.stream().map(Batch::steps)).containsExactly(3, 100);
  }

  @Test
  void no_texts_are_no_batches() {
    assertThat(SCORER.score(List.of(), this::firstIdAndLength)).isEmpty();
    assertThat(batches).isEmpty();
  }

  @Test
  void the_margins_of_the_linear_path_are_added() {
    LinearPath linear =
        LinearPath.dense(
            NgramFeatures.of(NgramSpec.standard().buckets(2)),
            new float[][] {{10, 20}, {30, 40}},
            new float[] {0.5f, -0.5f});
    EncodedText text =
        new EncodedText(
            new int[] {7}, new int[1], new SparseVector(new int[] {1}, new float[] {2}));
    float[][] logits = new Scorer(ENCODER, linear).score(List.of(text), this::firstIdAndLength);

    assertThat(logits[0]).containsExactly(7 + 40.5f, 1 + 79.5f);
  }
}
