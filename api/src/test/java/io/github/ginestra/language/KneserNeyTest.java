package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.NgramCounts;
import io.github.ginestra.internal.features.NgramFile;
import io.github.ginestra.internal.text.IntSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneserNeyTest {
  private static final int VOCABULARY = 7;

  /** Kneser-Ney as it is defined, with a map for everything. */
  private static final class Naive {
    private final int order;
    private final List<List<Integer>> texts = new ArrayList<>();
    private final double[][] discounts = new double[20][3];

    /** The discounts are those of this text. */
    Naive(int[] text, int order) {
      this.order = order;
      add(text);
      for (int length = 1; length <= order; length++) {
        estimate(length);
      }
    }

    void add(int[] text) {
      texts.add(Arrays.stream(text).boxed().toList());
    }

    /** How often an n-gram occurs, or how many symbols (or the beginning) stand before it. */
    private Map<List<Integer>, Integer> counts(int length) {
      Map<List<Integer>, Integer> counts = new HashMap<>();
      Set<List<Integer>> before = new HashSet<>();
      for (List<Integer> text : texts) {
        for (int i = 0; i + length <= text.size(); i++) {
          List<Integer> ngram = text.subList(i, i + length);
          if (length == order || i == 0 || before.add(text.subList(i - 1, i + length))) {
            counts.merge(ngram, 1, Integer::sum);
          }
        }
      }
      return counts;
    }

    private void estimate(int length) {
      double[] n = new double[5];
      counts(length).values().stream().filter(c -> c < 5).forEach(c -> n[c]++);
      double y = n[1] == 0 ? 0.5 : n[1] / (n[1] + 2 * n[2]);
      double least = 0.1;
      for (int c = 1; c <= 3; c++) {
        double d = n[c] == 0 ? c / 2.0 : c - (c + 1) * y * n[c + 1] / n[c];
        least = Math.max(least, Math.min(d, c == 1 ? 0.95 : c - 0.1));
        discounts[length][c - 1] = least;
      }
    }

    double probability(List<Integer> context, int symbol) {
      List<Integer> last = context.subList(Math.max(0, context.size() - order + 1), context.size());
      double shorter =
          last.isEmpty() ? 1.0 / VOCABULARY : probability(last.subList(1, last.size()), symbol);
      double total = 0;
      double left = 0;
      double own = 0;
      for (Map.Entry<List<Integer>, Integer> entry : counts(last.size() + 1).entrySet()) {
        if (entry.getKey().subList(0, last.size()).equals(last)) {
          int count = entry.getValue();
          double discount = discounts[last.size() + 1][Math.min(count, 3) - 1];
          total += count;
          left += discount;
          own += entry.getKey().get(last.size()) == symbol ? count - discount : 0;
        }
      }
      return total == 0 ? shorter : (own + left * shorter) / total;
    }
  }

  private static int[] text(long seed, int size) {
    Random random = new Random(seed);
    int[] text = new int[size];
    for (int i = 0; i < size; i++) {
      // two thirds follow what stands three places before
      text[i] = i > 3 && random.nextInt(3) > 0 ? text[i - 3] : random.nextInt(VOCABULARY - 1);
    }
    return text;
  }

  private static NgramMemory memory(int[] text, int order) {
    NgramCounts counts = NgramCounts.of(IntSequence.of(text), order, VOCABULARY, new BitSet());
    MixtureWeights unused = new MixtureWeights(new float[0][], new float[0][]);
    return new NgramMemory(
        new KneserNey(counts, VOCABULARY, KneserNey.discounts(counts)), null, unused, unused);
  }

  private static double sum(float[] probabilities) {
    return IntStream.range(0, probabilities.length).mapToDouble(i -> probabilities[i]).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void every_probability_is_that_of_the_definition(int order) {
    int[] text = text(order, 150);
    Naive naive = new Naive(text, order);
    MemoryReader reader = memory(text, order).reader(text[0], false);
    int[] read = text(99, 40);
    read[0] = text[0];
    float[] probabilities = new float[VOCABULARY];

    for (int i = 1; i < read.length; i++) {
      List<Integer> context = Arrays.stream(read, 0, i).boxed().toList();
      reader.probabilities(probabilities);
      for (int symbol = 0; symbol < VOCABULARY; symbol++) {
        assertThat((double) probabilities[symbol])
            .isCloseTo(naive.probability(context, symbol), within(1e-5));
      }
      reader.read(read[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_probabilities_of_all_symbols_sum_to_one_after_whatever_was_read(boolean adaptive) {
    for (int order = 1; order <= 6; order++) {
      MemoryReader reader = memory(text(order, 60), order).reader(VOCABULARY - 1, adaptive);
      float[] probabilities = new float[VOCABULARY];
      for (int symbol : text(order + 50, 300)) {
        reader.probabilities(probabilities);
        assertThat(sum(probabilities)).isCloseTo(1, within(1e-5));
        for (float probability : probabilities) {
          assertThat(probability).isPositive(); // those never seen too
        }
        reader.read(symbol);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6})
  void an_adaptive_memory_predicts_as_if_what_it_reads_had_been_learned_too(int order) {
    int[] learned = text(order, 80);
    int[] read = text(order + 7, 60);
    MemoryReader reader = memory(learned, order).reader(read[0], true);
    float[] probabilities = new float[VOCABULARY];
    for (int i = 1; i < read.length; i++) {
      if (i % 12 == 0) {
        int[] before = Arrays.copyOf(read, i);
        Naive naive = new Naive(learned, order);
        naive.add(before);
        reader.probabilities(probabilities);
        for (int symbol = 0; symbol < VOCABULARY; symbol++) {
          assertThat((double) probabilities[symbol])
              .isCloseTo(naive.probability(boxed(before), symbol), within(1e-5));
        }
      }
      reader.read(read[i]);
    }
  }

  private static List<Integer> boxed(int[] text) {
    return Arrays.stream(text).boxed().toList();
  }

  private static NgramCounts read(byte[] bytes, int order) {
    NgramFile file = new NgramFile(bytes, VOCABULARY);
    CountTrie trie = file.read(order);
    file.end();
    return NgramCounts.of(trie);
  }

  @Test
  void n_grams_are_read_as_they_were_written_and_with_a_fault_wherever_they_are_cut() {
    int[] text = text(4, 200);
    NgramCounts counts = NgramCounts.of(IntSequence.of(text), 4, VOCABULARY, new BitSet());
    byte[] bytes = NgramFile.write(counts.trie());
    NgramCounts read = read(bytes, 4);

    assertThat(read.trie().symbols()).isEqualTo(counts.trie().symbols());
    assertThat(read.trie().counts()).isEqualTo(counts.trie().counts());
    assertThat(read.trie().first()).isEqualTo(counts.trie().first());
    assertThat(read.shorter()).isEqualTo(counts.shorter());
    assertThat(read.trie().levels()).isEqualTo(counts.trie().levels());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(cut, 4))
          .withMessageContaining("n-gram");
    }
  }

  @Test
  void n_grams_of_damaged_bytes_are_refused_or_predict_probabilities() {
    byte[] bytes =
        NgramFile.write(
            NgramCounts.of(IntSequence.of(text(5, 120)), 3, VOCABULARY, new BitSet()).trie());
    double[][] discounts = new double[3][];
    Arrays.fill(discounts, new double[] {0.5, 1, 1.5});
    Random random = new Random(6);
    float[] probabilities = new float[VOCABULARY];
    int refused = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        NgramCounts counts = read(damaged, 3);
        KneserNey ngrams = new KneserNey(counts, VOCABULARY, discounts);
        int context = CountTrie.ROOT;
        for (int symbol : text(trial, 10)) {
          ngrams.probabilities(context, probabilities);
          assertThat(sum(probabilities)).isCloseTo(1, within(1e-4));
          context = counts.next(context, symbol);
        }
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
