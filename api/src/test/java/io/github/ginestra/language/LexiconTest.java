package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {
  private static final int VOCABULARY = 7;

  /** Symbols 2 to 4 are letters. */
  private static final BitSet LETTERS = BitSet.valueOf(new long[] {0b11100});

  private static int[] text(long seed, int size) {
    Random random = new Random(seed);
    return random.ints(size, 0, VOCABULARY).map(i -> i == 6 ? 2 : i).toArray();
  }

  private static Lexicon lexicon(int... text) {
    return Lexicon.of(IntSequence.of(text), LETTERS, VOCABULARY);
  }

  /** How often each beginning of a word is followed by each symbol, as it is defined. */
  private static Map<List<Integer>, Map<Integer, Integer>> beginnings(int[] text) {
    Map<List<Integer>, Map<Integer, Integer>> counts = new HashMap<>();
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      List<Integer> beginning = Arrays.stream(text, start, i).boxed().toList();
      counts.computeIfAbsent(beginning, b -> new HashMap<>()).merge(text[i], 1, Integer::sum);
      start = LETTERS.get(text[i]) ? start : i + 1;
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_probability_is_that_of_the_definition(long seed) {
    int[] text = text(seed, 400);
    Lexicon lexicon = lexicon(text);
    Map<List<Integer>, Map<Integer, Integer>> counts = beginnings(text);
    float[] ngrams = {0.05f, 0.1f, 0.15f, 0.2f, 0.25f, 0.1f, 0.15f};
    float[] logNgrams = ngrams.clone();
    MemoryReader.takeLogarithms(logNgrams);

    int beginning = CountTrie.ROOT;
    int start = 0;
    int[] read = text(seed + 50, 200);
    for (int i = 0; i < read.length; i++) {
      Map<Integer, Integer> followers = counts.get(Arrays.stream(read, start, i).boxed().toList());
      assertThat(beginning == Lexicon.NONE).isEqualTo(followers == null);
      if (followers != null) {
        float[] sums = logNgrams.clone();
        lexicon.add(beginning, 1, logNgrams, sums);
        assertThat(probabilities(sums))
            .containsExactly(expected(followers, ngrams, lexicon), within(1e-5));
      }
      beginning = lexicon.next(beginning, read[i]);
      start = LETTERS.get(read[i]) ? start : i + 1;
    }
  }

  private static double[] probabilities(float[] logits) {
    double[] p = new double[logits.length];
    Arrays.setAll(p, i -> Math.exp(logits[i]));
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  private static double[] expected(
      Map<Integer, Integer> followers, float[] ngrams, Lexicon lexicon) {
    double total = followers.values().stream().mapToInt(Integer::intValue).sum();
    double left = 0;
    double[] p = new double[VOCABULARY];
    for (Map.Entry<Integer, Integer> follower : followers.entrySet()) {
      double discount = lexicon.discounts()[Math.min(3, follower.getValue()) - 1];
      p[follower.getKey()] = (follower.getValue() - discount) / total;
      left += discount / total;
    }
    for (int i = 0; i < p.length; i++) {
      p[i] += left * ngrams[i];
    }
    return p;
  }

  @Test
  void the_words_of_two_texts_are_the_sum_of_the_words_of_each() {
    int[] first = text(1, 300);
    int[] second = text(2, 500);
    first[299] = 0; // no word goes on from one to the other
    int[] both = Arrays.copyOf(first, 800);
    System.arraycopy(second, 0, both, 300, 500);

    CountTrie sum = lexicon(first).plus(lexicon(second)).counts();
    CountTrie together = lexicon(both).counts();

    assertThat(sum.levels()).isEqualTo(together.levels());
    assertThat(sum.symbols()).isEqualTo(together.symbols());
    assertThat(sum.counts()).isEqualTo(together.counts());
    assertThat(sum.first()).isEqualTo(together.first());
  }

  @Test
  void a_word_that_has_not_begun_like_this_is_left_to_the_n_grams_until_the_next_one() {
    Lexicon lexicon = lexicon(2, 3, 0, 2, 3, 0);
    int unknown = lexicon.next(CountTrie.ROOT, 3);
    float[] sums = new float[VOCABULARY];
    lexicon.add(unknown, 1, new float[VOCABULARY], sums);

    assertThat(unknown).isEqualTo(Lexicon.NONE);
    assertThat(sums).containsOnly(0);
    assertThat(lexicon.next(unknown, 2)).isEqualTo(Lexicon.NONE);
    assertThat(lexicon.next(unknown, 0)).isEqualTo(CountTrie.ROOT);
  }

  @Test
  void a_very_long_word_is_left_to_the_n_grams_at_its_end() {
    int[] word = new int[100];
    Arrays.fill(word, 2);
    Lexicon lexicon = lexicon(word);
    int beginning = CountTrie.ROOT;
    int known = 0;
    while (beginning != Lexicon.NONE) {
      beginning = lexicon.next(beginning, 2);
      known++;
    }
    assertThat(known).isBetween(10, 20);
  }

  @Test
  void words_are_read_as_they_were_written_after_n_grams_and_refused_where_they_are_cut() {
    CountTrie ngrams = NgramCounts.of(IntSequence.of(text(7, 90)), 2, VOCABULARY).trie();
    CountTrie words = lexicon(text(8, 90)).counts();
    byte[] bytes = NgramFile.write(ngrams, words);
    NgramFile file = new NgramFile(bytes, VOCABULARY);

    assertThat(file.read(2).counts()).isEqualTo(ngrams.counts());
    CountTrie read = file.read(words.depth());
    file.end();
    assertThat(read.levels()).isEqualTo(words.levels());
    assertThat(read.symbols()).isEqualTo(words.symbols());
    assertThat(read.counts()).isEqualTo(words.counts());
    assertThat(read.first()).isEqualTo(words.first());
    NgramFile cut = new NgramFile(Arrays.copyOf(bytes, bytes.length - 1), VOCABULARY);
    cut.read(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut.read(words.depth()))
        .withMessageContaining("n-grams");
  }

  @Test
  void letters_are_those_of_scripts_that_separate_words() {
    Vocabulary symbols =
        Vocabulary.of(List.of("a", "É", "ж", " ", "\n", "7", "'", "月", "ก", "\u0301"));

    assertThat(Lexicon.letters(symbols).stream().mapToObj(symbols::wordOf))
        .containsExactly("a", "É", "ж", "\u0301");
  }
}
