package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.BigramBackend;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.features.NgramCounts;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many texts: each is a sequence of its own, for the network and for the memory. */
class SeveralTextsTest {
  private static final int END = 2;
  private static final int VOCABULARY = 8;

  private static int[] text(Random random) {
    int[] text = random.ints(random.nextInt(9), 3, VOCABULARY).toArray();
    int[] ended = Arrays.copyOf(text, text.length + 1);
    ended[text.length] = END;
    return ended;
  }

  private static int[] joined(List<int[]> texts) {
    return texts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private static int[] afterEnd(int[] text) {
    return IntStream.concat(IntStream.of(END), Arrays.stream(text)).toArray();
  }

  private static int[] ends(List<int[]> texts) {
    int[] ends = new int[texts.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += texts.get(i).length;
      ends[i] = end;
    }
    return ends;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void the_counts_of_several_texts_are_the_sum_of_the_counts_of_each(int order) {
    Random random = new Random(order);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      texts.add(text(random));
    }
    BitSet borders = new BitSet();
    Arrays.stream(ends(texts)).forEach(borders::set);
    IntSequence all = IntSequence.of(afterEnd(joined(texts)));

    NgramCounts together = NgramCounts.of(all, order, VOCABULARY, borders);
    NgramCounts sum =
        texts.stream()
            .map(
                text ->
                    NgramCounts.of(IntSequence.of(afterEnd(text)), order, VOCABULARY, new BitSet()))
            .reduce(NgramCounts::plus)
            .orElseThrow();

    assertThat(together.trie().symbols()).isEqualTo(sum.trie().symbols());
    assertThat(together.trie().counts()).isEqualTo(sum.trie().counts());
    assertThat(together.trie().first()).isEqualTo(sum.trie().first());
    assertThat(together.shorter()).isEqualTo(sum.shorter());
    assertThat(together.trie().levels()).isEqualTo(sum.trie().levels());
    assertThat(
            NgramCounts.of(all, order, VOCABULARY, new BitSet()).trie().size()
                - together.trie().size())
        .matches(crossing -> order == 2 ? crossing == 0 : crossing > 0);
  }

  @Test
  void an_epoch_predicts_each_symbol_once_from_the_one_before_it_in_its_text() {
    Random random = new Random(4);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add(text(random));
    }
    TextBatcher batcher = new TextBatcher(IntSequence.of(joined(texts)), ends(texts), END, 4);
    List<String> expected = new ArrayList<>();
    texts.forEach(text -> addPairs(expected, text));
    List<String> predicted = new ArrayList<>();

    int batches = 0;
    for (Batch batch : batcher.batches(new Random(1))) {
      addPairs(predicted, batch);
      assertThat(batch.continued()).isFalse();
      batches++;
    }

    assertThat(batches).isEqualTo(batcher.batchesPerEpoch()).isEqualTo(13);
    assertThat(predicted).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void addPairs(List<String> pairs, int[] text) {
    for (int i = 0; i < text.length; i++) {
      pairs.add((i == 0 ? END : text[i - 1]) + " " + text[i]);
    }
  }

  private static void addPairs(List<String> pairs, Batch batch) {
    Targets targets = batch.targets();
    assertThat(targets).isNotNull();
    int size = batch.size();
    for (int n = 0; n < size; n++) {
      for (int t = 0; t < batch.steps(); t++) {
        int target = targets.ids()[t * size + n];
        assertThat(target == Targets.NOT_COUNTED).isEqualTo(t >= batch.lengths()[n]);
        if (t < batch.lengths()[n]) {
          pairs.add(batch.channels().get(0)[t * size + n] + " " + target);
        }
      }
    }
  }

  @Test
  void a_text_of_any_length_is_learned_in_pieces() {
    int[] text = new Random(2).ints(2 * TextBatcher.LONGEST + 7, 3, VOCABULARY).toArray();
    TextBatcher batcher = new TextBatcher(IntSequence.of(text), new int[] {text.length}, END, 2);

    List<String> predicted = new ArrayList<>();
    batcher.measured().forEach(batch -> addPairs(predicted, batch));

    List<String> expected = new ArrayList<>();
    addPairs(expected, text);
    assertThat(predicted).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static LanguageModelBuilder<CharLanguageModel> small() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.simple(64))
        .embedding(64)
        .training(options -> options.epochs(2).batchSize(4).learningRate(2).seed(1))
        .backend(new BigramBackend());
  }

  @Test
  void a_model_learns_from_many_texts_and_ends_each_with_a_line_feed() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add(i % 2 == 0 ? "la luna" : "il mare");
    }
    try (CharLanguageModel model = small().train(texts)) {
      assertThat(model.generateLine("", Sampler.greedy())).isIn("la luna", "il mare");
      assertThat(model.provenance().options()).containsEntry("validationSymbols", "48");
      // no context crosses the end of a text: what follows it is as at the beginning of any
      assertThat(model.next("la luna\n")).isEqualTo(model.next("il mare\n"));
    }
  }

  @Test
  void the_texts_of_examples_are_learned_without_their_labels() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      examples.add(new Example("label" + i % 2, "il mare"));
    }
    try (CharLanguageModel model = small().train(Examples.of(examples))) {
      assertThat(model.next("").stream().map(LanguageModel.TokenProbability::token))
          .containsExactlyInAnyOrder("i", "l", " ", "m", "a", "r", "e", "\n");
    }
  }

  @Test
  void no_texts_and_windows_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small().train(List.<String>of()))
        .withMessage("texts must not be empty");
    assertThatIllegalStateException()
        .isThrownBy(() -> small().windows(3).train(Collections.nCopies(40, "il mare")))
        .withMessageContaining("windows(3)");
  }
}
