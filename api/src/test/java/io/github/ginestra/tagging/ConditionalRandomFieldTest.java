package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.network.Targets;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditional random field, against all sequences of short texts. */
class ConditionalRandomFieldTest {
  private static final TagSet BIO =
      TagSet.of(EntityTags.all(List.of("A", "B"), Encoding.BIO), Encoding.BIO);
  private static final TagSet BIOES =
      TagSet.of(EntityTags.all(List.of("A"), Encoding.BIOES), Encoding.BIOES);
  private static final TagSet IO =
      TagSet.of(EntityTags.all(List.of("A", "B"), Encoding.IO), Encoding.IO);
  private static final TagSet TOKENS = TagSet.of(List.of("X", "Y", "Z"), null);
  private static final List<TagSet> SETS = List.of(BIO, BIOES, IO, TOKENS);

  private static float[] random(int size, double scale, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** A lattice with scores of its own for the pairs of each step. */
  private static TagLattice lattice(TagSet set, int length, double scale, long seed) {
    return new TagLattice(
        set,
        length,
        random(length * set.size(), scale, seed),
        random(length * set.graph().pairs(), scale, seed + 1));
  }

  /** The score of a sequence, by the definition; -∞ if it is not allowed. */
  private static double score(TagSet set, int length, double scale, long seed, int[] sequence) {
    float[] tags = random(length * set.size(), scale, seed);
    float[] pairs = random(length * set.graph().pairs(), scale, seed + 1);
    double score = 0;
    for (int t = 0; t < length; t++) {
      score += tags[t * set.size() + sequence[t]];
      if (t > 0) {
        int pair = set.graph().pair(sequence[t - 1], sequence[t]);
        score += pair < 0 ? Double.NEGATIVE_INFINITY : pairs[t * set.graph().pairs() + pair];
      }
    }
    boolean allowed = set.graph().starts(sequence[0]) && set.graph().ends(sequence[length - 1]);
    return allowed ? score : Double.NEGATIVE_INFINITY;
  }

  private static List<int[]> sequences(int tags, int length) {
    List<int[]> all = new ArrayList<>();
    int[] sequence = new int[length];
    for (int i = 0; i < Math.pow(tags, length); i++) {
      for (int t = 0, rest = i; t < length; t++, rest /= tags) {
        sequence[t] = rest % tags;
      }
      all.add(sequence.clone());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void probabilities_are_those_of_all_sequences(int length) {
    for (TagSet set : SETS) {
      TagLattice lattice = lattice(set, length, 1, 7);
      double sum = 0;
      double[] marginals = new double[length * set.size()];
      for (int[] sequence : sequences(set.size(), length)) {
        sum += Math.exp(score(set, length, 1, 7, sequence));
      }
      for (int[] sequence : sequences(set.size(), length)) {
        double probability = Math.exp(score(set, length, 1, 7, sequence)) / sum;
        assertThat(lattice.probability(sequence)).isCloseTo(probability, within(1e-6));
        for (int t = 0; t < length; t++) {
          marginals[t * set.size() + sequence[t]] += probability;
        }
      }
      float[] computed = lattice.marginals();
      for (int i = 0; i < marginals.length; i++) {
        assertThat((double) computed[i]).isCloseTo(marginals[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void the_best_sequences_are_those_of_the_greatest_scores(int length) {
    for (TagSet set : SETS) {
      TagLattice lattice = lattice(set, length, 1, 11);
      List<int[]> sorted = sequences(set.size(), length);
      sorted.removeIf(s -> score(set, length, 1, 11, s) == Double.NEGATIVE_INFINITY);
      sorted.sort(Comparator.comparingDouble(s -> -score(set, length, 1, 11, s)));

      assertThat(lattice.best()).isEqualTo(sorted.get(0));
      List<int[]> best = lattice.best(9);
      assertThat(best).hasSize(Math.min(9, sorted.size()));
      for (int k = 0; k < best.size(); k++) {
        assertThat(best.get(k)).isEqualTo(sorted.get(k));
      }
    }
  }

  @Test
  void an_entity_is_as_probable_as_all_sequences_that_have_it() {
    int length = 4;
    for (TagSet set : List.of(BIO, BIOES, IO)) {
      TagLattice lattice = lattice(set, length, 1, 3);
      double sum = 0;
      double[] found = new double[length * (length + 1)];
      for (int[] sequence : sequences(set.size(), length)) {
        double weight = Math.exp(score(set, length, 1, 3, sequence));
        sum += weight;
        for (EntityTags.Run run : weight == 0 ? List.<EntityTags.Run>of() : runs(set, sequence)) {
          found[run.from() * (length + 1) + run.to()] += run.type().equals("A") ? weight : 0;
        }
      }
      for (int from = 0; from < length; from++) {
        for (int to = from + 1; to <= length; to++) {
          int[] tags =
              set.indices(
                  EntityTags.write(
                      List.of(new EntityTags.Run("A", 0, to - from)), to - from, BIO.encoding()));
          assertThat(lattice.probability(from, tags))
              .isCloseTo(found[from * (length + 1) + to] / sum, within(1e-6));
        }
      }
    }
  }

  private static List<EntityTags.Run> runs(TagSet set, int[] sequence) {
    return EntityTags.entities(Arrays.stream(sequence).mapToObj(set.tags()::get).toList());
  }

  @Test
  void no_answer_has_an_inside_tag_outside_of_an_entity() {
    for (int seed = 0; seed < 50; seed++) {
      for (TagSet set : List.of(BIO, BIOES)) {
        TagLattice lattice = lattice(set, 12, 3, seed);
        for (int[] sequence : lattice.best(5)) {
          List<String> tags = Arrays.stream(sequence).mapToObj(set.tags()::get).toList();
          TaggedTexts texts = TaggedTexts.of(TaggedText.of(Collections.nCopies(12, "w"), tags));
          assertThat(texts.encoded(Encoding.BIO).warnings()).isEmpty();
        }
      }
    }
  }

  @Test
  void sums_of_probabilities_and_of_logarithms_give_the_same_probabilities() {
    for (TagSet set : SETS) {
      for (boolean same : new boolean[] {true, false}) {
        int pairs = set.graph().pairs();
        ConditionalRandomField field =
            new ConditionalRandomField(
                set.graph(),
                30,
                random(30 * set.size(), 4, 1),
                0,
                set.size(),
                random(30 * pairs, 4, 2),
                0,
                same ? 0 : pairs);
        assertThat(ScaledSums.of(field, set.graph(), 30, same)).isNotNull();
        float[] scaled = field.marginals();
        float[] logarithmic = field.logMarginals();
        for (int i = 0; i < logarithmic.length; i++) {
          assertThat(scaled[i]).isCloseTo(logarithmic[i], within(1e-6f));
        }
        for (int start : new int[] {0, 7, 29}) {
          assertThat(field.probability(start, new int[] {1}, set::continues))
              .isCloseTo(field.logProbability(start, new int[] {1}, set::continues), within(1e-9));
        }
        for (int[] span : sequences(set.size(), 3)) {
          for (int start : new int[] {0, 14, 27}) {
            assertThat(field.probability(start, span, set::continues))
                .isCloseTo(field.logProbability(start, span, set::continues), within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void great_scores_do_not_overflow() {
    TagLattice lattice = lattice(BIOES, 6, 1e4, 5);

    assertThat(lattice.best()).hasSize(6);
    float[] marginals = lattice.marginals();
    for (int t = 0; t < 6; t++) {
      float sum = 0;
      for (int l = 0; l < BIOES.size(); l++) {
        sum += marginals[t * BIOES.size() + l];
      }
      assertThat(sum).isCloseTo(1, within(1e-4f));
    }
  }

  @Test
  void the_loss_is_that_of_the_true_sequences_and_its_gradient_that_of_small_changes() {
    int[] lengths = {3, 1, 4}; // N = 3, T = 4
    int size = lengths.length;
    int steps = 4;
    for (TagSet set : List.of(BIO, TOKENS)) {
      int width = ConditionalLoss.outputs(set.graph());
      float[] logits = random(steps * size * width, 1, 19);
      int[] ids = new int[steps * size];
      Arrays.fill(ids, Targets.NOT_COUNTED);
      int[] sequence = {1, 2, 0, 1};
      for (int n = 0; n < size; n++) {
        for (int t = 0; t < lengths[n]; t++) {
          ids[t * size + n] = sequence[t];
        }
      }
      Targets targets = new Targets(size, ids, new float[] {1, 2, 0.5f});
      ConditionalLoss loss = new ConditionalLoss(set.graph());
      float[] gradient = new float[logits.length];

      double value = loss.gradient(logits, targets, gradient);

      assertThat(value).isCloseTo(expected(set, logits, targets, lengths, sequence), within(1e-6));
      for (int i = 0; i < logits.length; i++) {
        float[] changed = logits.clone();
        changed[i] += 1e-2f;
        double above = loss.gradient(changed, targets, new float[logits.length]);
        changed[i] = logits[i] - 1e-2f;
        double below = loss.gradient(changed, targets, new float[logits.length]);
        assertThat((double) gradient[i]).isCloseTo((above - below) / 2e-2, within(2e-5));
      }
    }
  }

  /** The mean over the steps that count of -ln p, by all sequences. */
  private static double expected(
      TagSet set, float[] logits, Targets targets, int[] lengths, int[] truth) {
    double loss = 0;
    double total = 0;
    for (int n = 0; n < lengths.length; n++) {
      double weight = targets.weight(n);
      total += weight * lengths[n];
      double sum = 0;
      for (int[] sequence : sequences(set.size(), lengths[n])) {
        sum += Math.exp(score(set, logits, lengths.length, n, sequence));
      }
      int[] own = Arrays.copyOf(truth, lengths[n]);
      loss += weight * (Math.log(sum) - score(set, logits, lengths.length, n, own));
    }
    return loss / total;
  }

  private static double score(TagSet set, float[] logits, int size, int n, int[] sequence) {
    int width = ConditionalLoss.outputs(set.graph());
    if (!set.graph().starts(sequence[0]) || !set.graph().ends(sequence[sequence.length - 1])) {
      return Double.NEGATIVE_INFINITY;
    }
    double score = 0;
    for (int t = 0; t < sequence.length; t++) {
      int row = (t * size + n) * width;
      score += logits[row + sequence[t]];
      if (t > 0) {
        int pair = set.graph().pair(sequence[t - 1], sequence[t]);
        score += pair < 0 ? Double.NEGATIVE_INFINITY : logits[row + set.size() + pair];
      }
    }
    return score;
  }

  @Test
  void logits_that_are_not_finite_give_a_loss_that_is_not() {
    float[] logits = new float[2 * ConditionalLoss.outputs(TOKENS.graph())];
    logits[1] = Float.NaN;
    Targets targets = new Targets(1, new int[] {0, 1});

    assertThat(
            new ConditionalLoss(TOKENS.graph()).gradient(logits, targets, new float[logits.length]))
        .isNaN();
  }

  @Test
  void many_tags_are_independent_of_each_other() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= TagSet.MOST_CHAINED; i++) {
      names.add("t" + i);
    }
    TagSet set = TagSet.of(names, null);
    float[] scores = random(3 * set.size(), 1, 2);
    TagLattice lattice = new TagLattice(set, 3, scores, new float[0]);

    assertThat(set.isChained()).isFalse();
    int[] best = lattice.best();
    for (int t = 0; t < 3; t++) {
      float[] row = Arrays.copyOfRange(scores, t * set.size(), (t + 1) * set.size());
      for (float score : row) {
        assertThat(row[best[t]]).isGreaterThanOrEqualTo(score);
      }
    }
    assertThat(lattice.best(2).get(0)).isEqualTo(best);
    assertThat(lattice.probability(best)).isBetween(0.0, 1.0);
  }

  @Test
  void memory_grows_with_the_length_and_not_faster() {
    allocated(1_000); // classes are loaded
    long half = allocated(5_000);

    assertThat((double) allocated(10_000) / half).isBetween(1.5, 2.5);
  }

  /** The bytes that are allocated to answer for a text, and for its loss. */
  private static long allocated(int length) {
    float[] scores = random(length * BIOES.size(), 1, 1);
    float[] pairs = random(BIOES.graph().pairs(), 1, 2);
    float[] logits = random(length * ConditionalLoss.outputs(BIOES.graph()), 1, 3);
    Targets outside = new Targets(1, BIOES.indices(Collections.nCopies(length, "O")));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    TagLattice lattice = new TagLattice(BIOES, length, scores, pairs);
    assertThat(lattice.best()).hasSize(length);
    assertThat(lattice.best(3)).hasSize(3);
    assertThat(lattice.marginals()).hasSize(length * BIOES.size());
    assertThat(
            new ConditionalLoss(BIOES.graph()).gradient(logits, outside, new float[logits.length]))
        .isPositive();

    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
