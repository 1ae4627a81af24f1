package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.NgramCounts;
import io.github.ginestra.internal.features.NgramFile;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.model.ModelFormatException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
      if (beginning.isEmpty() && !LETTERS.get(text[i])) {
        start = i + 1;
        continue; // no word begins
      }
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
      assertThat(beginning == CountTrie.NONE).isEqualTo(followers == null);
      float[] sums = logNgrams.clone();
      lexicon.add(beginning, 1, logNgrams, sums);
      if (followers == null || start == i) { // an unknown word, or none
        assertThat(lexicon.contextClass(beginning)).isEqualTo(CountTrie.NONE);
        assertThat(sums).isEqualTo(logNgrams);
      } else {
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

    assertThat(unknown).isEqualTo(CountTrie.NONE);
    assertThat(sums).containsOnly(0);
    assertThat(lexicon.next(unknown, 2)).isEqualTo(CountTrie.NONE);
    assertThat(lexicon.next(unknown, 0)).isEqualTo(CountTrie.ROOT);
  }

  @Test
  void a_very_long_word_is_left_to_the_n_grams_at_its_end() {
    int[] word = new int[100];
    Arrays.fill(word, 2);
    Lexicon lexicon = lexicon(word);
    int beginning = CountTrie.ROOT;
    int known = 0;
    while (beginning != CountTrie.NONE) {
      beginning = lexicon.next(beginning, 2);
      known++;
    }
    assertThat(known).isBetween(10, 20);
  }

  @Test
  void words_are_read_as_they_were_written_after_n_grams_and_refused_where_they_are_cut() {
    CountTrie ngrams =
        NgramCounts.of(IntSequence.of(text(7, 90)), 2, VOCABULARY, new BitSet()).trie();
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
        Vocabulary.of(
            List.of("a", "É", "ж", " ", "\n", "7", "'", "月", "ก", "\u0E34", "\u0301", ""));

    assertThat(Lexicon.letters(symbols).stream().mapToObj(symbols::wordOf))
        .containsExactly("a", "É", "ж", "\u0301");
  }

  @Test
  void a_text_whose_letters_are_mostly_of_other_scripts_has_no_words() {
    Vocabulary thai = Vocabulary.of(List.of("ก", "ข", "\u0E34", "a", "b", " "));

    assertThat(Lexicon.letters(thai).isEmpty()).isTrue();
  }

  @Test
  void sums_of_counts_stay_what_a_file_can_hold() {
    Lexicon lexicon = lexicon(2, 0, 2, 0, 2, 0);
    for (int i = 0; i < 30; i++) {
      lexicon = lexicon.plus(lexicon);
    }
    byte[] bytes = NgramFile.write(lexicon.counts());

    CountTrie read = new NgramFile(bytes, VOCABULARY).read(lexicon.counts().depth());

    assertThat(read.counts())
        .isEqualTo(lexicon.counts().counts())
        .contains(NgramFile.LARGEST_COUNT);
  }

  @Test
  void network_n_grams_and_words_are_mixed_by_the_weights_of_both_classes() {
    int[] text = text(3, 300);
    Lexicon lexicon = lexicon(text);
    NgramCounts counts = NgramCounts.of(IntSequence.of(text), 3, VOCABULARY, new BitSet());
    Random random = new Random(5);
    MixtureWeights weights =
        new MixtureWeights(
            weights(MixtureWeights.classes(3), random),
            weights(MixtureWeights.classes(Lexicon.LENGTHS), random));
    KneserNey ngrams = new KneserNey(counts, VOCABULARY, KneserNey.discounts(counts));
    NgramMemory memory = new NgramMemory(ngrams, lexicon, weights, weights);

    for (boolean adaptive : new boolean[] {false, true}) {
      MemoryReader reader = memory.reader(0, adaptive);
      for (int symbol : text(9, 100)) {
        float[] p = new float[VOCABULARY];
        reader.predict(p);
        float[] q = p.clone();
        lexicon.add(reader.beginning(), 1, p, q);
        float[] network = weights(1, random, VOCABULARY)[0];
        float[] mixed = network.clone();
        reader.mix(mixed);
        int words = lexicon.contextClass(reader.beginning());
        double[] expected = new double[VOCABULARY];
        for (int v = 0; v < VOCABULARY; v++) {
          float[][] paths = {network, p, q};
          for (int path = 0; path < paths.length; path++) {
            double weight =
                weights.ngrams()[reader.contextClass()][path]
                    + (words == CountTrie.NONE ? 0 : weights.words()[words][path]);
            expected[v] += Math.max(0, Math.min(4, weight)) * paths[path][v];
          }
          assertThat((double) mixed[v]).isCloseTo(expected[v], within(1e-4));
        }
        reader.read(symbol);
      }
    }
  }

  private static float[][] weights(int classes, Random random) {
    return weights(classes, random, MixtureWeights.PATHS);
  }

  private static float[][] weights(int classes, Random random, int size) {
    float[][] weights = new float[classes][size];
    for (float[] ofClass : weights) {
      for (int i = 0; i < size; i++) {
        ofClass[i] = random.nextFloat() * 6 - 3;
      }
    }
    return weights;
  }

  @Test
  void words_of_damaged_bytes_are_refused_or_predict_finite_numbers() {
    CountTrie counts = lexicon(text(4, 200)).counts();
    byte[] bytes = NgramFile.write(counts);
    Random random = new Random(2);
    int refused = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        CountTrie read = new NgramFile(damaged, VOCABULARY).read(counts.depth());
        Lexicon lexicon = new Lexicon(read, new double[] {0, 0, 0}); // nothing is left over
        int beginning = CountTrie.ROOT;
        for (int symbol : text(trial, 20)) {
          float[] sums = new float[VOCABULARY];
          lexicon.add(beginning, 4, new float[] {-1, -2, -70, -2, -1, -3, -2}, sums);
          for (float sum : sums) {
            assertThat(sum).isFinite();
          }
          beginning = lexicon.next(beginning, symbol);
        }
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static List<Document> exponents(int classes, double words) {
    return Collections.nCopies(
        classes,
        Document.builder().put("network", 1.0).put("memory", 0.5).put("words", words).build());
  }

  private static Document.Builder words(int longest, double once, List<Document> exponents) {
    return Document.builder()
        .put("longest", longest)
        .put("discounts", discounts(once))
        .putObjects("weights", exponents);
  }

  private static Document discounts(double once) {
    return Document.builder().put("once", once).put("twice", 1.0).put("more", 1.5).build();
  }

  /** Reads a memory of bigrams with words. */
  private static NgramMemory read(Document.Builder words) throws ModelFormatException {
    CountTrie ngrams =
        NgramCounts.of(IntSequence.of(text(7, 90)), 2, VOCABULARY, new BitSet()).trie();
    List<Document> exponents = exponents(MixtureWeights.classes(2), 0.25);
    Document memory =
        Document.builder()
            .put("order", 2)
            .putObjects("discounts", List.of(discounts(0.5), discounts(0.5)))
            .putObjects("weights", exponents)
            .putObjects("adaptiveWeights", exponents)
            .put("words", words.build())
            .build();
    return MemoryDocument.read(
        memory, NgramFile.write(ngrams, lexicon(text(8, 90)).counts()), VOCABULARY);
  }

  @Test
  void a_file_with_faulty_words_is_refused_with_what_is_wrong() throws ModelFormatException {
    List<Document> whole = exponents(288, 0.25);
    int depth = lexicon(text(8, 90)).counts().depth();
    NgramMemory memory = read(words(depth, 0.5, whole).putObjects("adaptiveWeights", whole));

    assertThat(memory.weights().weight(MixtureWeights.WORDS, 0, 36)).isEqualTo(0.5f);
    assertThat(memory.weights().weight(MixtureWeights.WORDS, 0, CountTrie.NONE)).isEqualTo(0.25f);
    assertRefused(words(0, 0.5, whole).putObjects("adaptiveWeights", whole), "longest");
    assertRefused(words(65, 0.5, whole).putObjects("adaptiveWeights", whole), "longest");
    assertRefused(words(2, 0.5, whole).putObjects("adaptiveWeights", whole), "n-grams");
    assertRefused(words(depth, -1, whole).putObjects("adaptiveWeights", whole), "[0.0, 1.0]");
    assertRefused(words(depth, 0.5, whole), "adaptiveWeights");
    for (double words : new double[] {5, -5, Double.NaN}) {
      assertRefused(
          words(depth, 0.5, exponents(288, words)).putObjects("adaptiveWeights", whole),
          "[-4.0, 4.0]");
    }
    assertRefused(
        words(depth, 0.5, exponents(287, 0)).putObjects("adaptiveWeights", whole),
        "must have 288 elements, not 287");
  }

  private static void assertRefused(Document.Builder words, String message) {
    assertThatThrownBy(() -> read(words))
        .isInstanceOfAny(ModelFormatException.class, IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
