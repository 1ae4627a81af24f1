package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The path of sparse features, as it is fitted, written and weighed. */
class SparsePathTest {
  private static final List<String> NAMES = List.of("Ana", "Luis", "Marta", "Pedro");
  private static final List<String> PLACES = List.of("Roma", "Lima", "Quito", "Praga");

  private static final TagSet SET =
      TagSet.of(EntityTags.all(List.of("LOC", "PER"), Encoding.BIOES), Encoding.BIOES);

  private static TaggedText sentence(Random random) {
    return TaggedText.of(
        List.of(NAMES.get(random.nextInt(4)), "vive", "en", PLACES.get(random.nextInt(4)), "."),
        List.of("S-PER", "O", "O", "S-LOC", "O"));
  }

  private static List<TaggedText> sentences(int count, long seed) {
    Random random = new Random(seed);
    List<TaggedText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(sentence(random));
    }
    return texts;
  }

  private static SparsePath fit(List<TaggedText> texts, TrainingWatch.Progress progress) {
    return SparseFit.fit(
        SET,
        texts.stream().map(TaggedText::tokens).toList(),
        texts.stream().map(text -> SET.indices(text.tags())).toArray(int[][]::new),
        5,
        progress);
  }

  private static SparsePath fit(List<TaggedText> texts) {
    return fit(texts, TrainingWatch.Progress.UNWATCHED);
  }

  private static List<String> tags(SparsePath path, List<String> tokens) {
    TagLattice lattice = new TagLattice(SET, tokens.size(), path.scores(tokens), path.pairs());
    return SET.answers(lattice.best());
  }

  @Test
  void what_occurred_is_remembered_and_new_names_are_told_by_their_neighbours() {
    SparsePath path = fit(sentences(40, 1));

    assertThat(tags(path, List.of("Marta", "vive", "en", "Lima", ".")))
        .containsExactly("B-PER", "O", "O", "B-LOC", "O");
    assertThat(tags(path, List.of("Zoe", "vive", "en", "Zurich", ".")))
        .containsExactly("B-PER", "O", "O", "B-LOC", "O");
  }

  @Test
  void the_same_texts_and_seed_give_the_same_weights() {
    assertThat(fit(sentences(20, 2)).weights()).isEqualTo(fit(sentences(20, 2)).weights());
  }

  @Test
  void a_fit_that_is_ended_early_has_the_weights_so_far() {
    SparsePath none = fit(sentences(20, 3), (done, total) -> false);
    SparsePath some = fit(sentences(20, 3), (done, total) -> done < 10);

    assertThat(none.index().size()).isZero();
    assertThat(some.index().size()).isPositive();
  }

  @Test
  void features_depend_on_the_words_around_a_token_and_not_on_those_further_off() {
    TokenFeatures features = new TokenFeatures(List.of("a", "b", "c", "D", "e", "f", "g"));
    TokenFeatures others = new TokenFeatures(List.of("X", "b", "c", "D", "e", "f", "Y"));
    TokenFeatures neighbour = new TokenFeatures(List.of("a", "b", "c", "D", "e", "Z", "g"));

    assertThat(keys(features, 3)).isEqualTo(keys(others, 3));
    assertThat(keys(features, 3)).isNotEqualTo(keys(neighbour, 3));
    assertThat(Arrays.stream(keys(features, 3)).distinct()).hasSize(TokenFeatures.COUNT);
  }

  private static int[] keys(TokenFeatures features, int token) {
    int[] keys = new int[TokenFeatures.COUNT];
    Arrays.setAll(keys, f -> features.key(token, f));
    return keys;
  }

  @Test
  void an_index_finds_its_keys_alone() {
    int[] keys = new Random(4).ints(5_000).filter(key -> key != 0).distinct().sorted().toArray();
    FeatureIndex index = new FeatureIndex(keys);

    for (int row = 0; row < keys.length; row++) {
      assertThat(index.find(keys[row])).isEqualTo(row);
    }
    int other = keys[0] - 1;
    assertThat(index.find(other)).isEqualTo(-1);
    assertThat(new FeatureIndex(new int[0]).find(3)).isEqualTo(-1);
  }

  @Test
  void keys_are_counted_exactly() {
    FeatureIndex.Counter counter = new FeatureIndex.Counter();
    int[] seen = new Random(6).ints(200_000, 1, 100_000).toArray();
    Arrays.stream(seen).forEach(counter::see);
    Arrays.stream(seen).forEach(counter::count);
    FeatureIndex.Counted counted = counter.counted(3);
    int[] counts = new int[100_000];
    Arrays.stream(seen).forEach(key -> counts[key]++);

    assertThat(counted.index().size())
        .isEqualTo((int) Arrays.stream(counts).filter(count -> count >= 3).count());
    for (int row = 0; row < counted.index().size(); row++) {
      assertThat(counted.counts()[row]).isEqualTo(counts[counted.index().key(row)]);
    }
  }

  @Test
  void a_path_is_read_as_it_was_written() {
    SparsePath path = fit(sentences(30, 7));
    FeatureIndex words = new FeatureIndex(new int[] {-5, 3, 70_000});

    SparseFile.Content read = SparseFile.read(SparseFile.write(path, words), SET.graph());

    assertThat(read.path().weights()).isEqualTo(path.weights());
    assertThat(read.path().pairs()).isEqualTo(path.pairs());
    assertThat(read.path().step()).isEqualTo(path.step());
    assertThat(read.words().size()).isEqualTo(3);
    assertThat(read.words().find(70_000)).isEqualTo(2);
    List<String> tokens = List.of("Ana", "vive", "en", "Praga", ".");
    assertThat(read.path().scores(tokens)).isEqualTo(path.scores(tokens));
  }

  @Test
  void bytes_that_are_no_path_are_refused() {
    byte[] bytes = SparseFile.write(fit(sentences(10, 8)), new FeatureIndex(new int[] {1}));
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException().isThrownBy(() -> SparseFile.read(cut, SET.graph()));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseFile.read(longer, SET.graph()))
        .withMessageContaining("1 bytes early");
    byte[] claims = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseFile.read(claims, SET.graph()))
        .withMessageContaining("cut short");
  }

  @Test
  void the_weights_of_the_paths_are_those_that_make_held_out_texts_most_probable() {
    List<PathWeights.HeldOut> held = heldOut();

    PathWeights fitted = PathWeights.fit(SET, held);

    double least = loss(fitted, held);
    for (float change : new float[] {-0.05f, 0.05f}) {
      assertThat(loss(new PathWeights(fitted.network() + change, fitted.sparse()), held))
          .isGreaterThan(least);
      assertThat(loss(new PathWeights(fitted.network(), fitted.sparse() + change), held))
          .isGreaterThan(least);
    }
    assertThat(PathWeights.fit(SET, List.of())).isEqualTo(PathWeights.DEFAULT);
  }

  @Test
  void a_path_of_noise_counts_next_to_nothing() {
    List<PathWeights.HeldOut> held = heldOut();
    List<PathWeights.HeldOut> noisy = new ArrayList<>();
    Random random = new Random(9);
    for (PathWeights.HeldOut text : held) {
      float[] noise = new float[text.truth().length * SET.size()];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) random.nextGaussian();
      }
      noisy.add(
          new PathWeights.HeldOut(
              new PathWeights.Scored(
                  text.scores().network(), noise, new float[SET.graph().pairs()]),
              text.truth()));
    }

    assertThat(PathWeights.fit(SET, noisy).sparse()).isLessThan(0.2f);
  }

  /** Texts whose networks are right by a small margin, so that a weight is finite. */
  private static List<PathWeights.HeldOut> heldOut() {
    SparsePath path = fit(sentences(20, 10));
    List<PathWeights.HeldOut> held = new ArrayList<>();
    Random random = new Random(11);
    for (TaggedText text : sentences(60, 12)) {
      int[] truth = SET.indices(text.tags());
      float[][] rows = new float[truth.length][ConditionalLoss.outputs(SET.graph())];
      for (int t = 0; t < rows.length; t++) {
        for (int l = 0; l < rows[t].length; l++) {
          rows[t][l] = (float) random.nextGaussian() * 2;
        }
        rows[t][truth[t]] += 2;
      }
      float[] noisy = path.scores(text.tokens());
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += (float) random.nextGaussian() * 2;
      }
      held.add(new PathWeights.HeldOut(new PathWeights.Scored(rows, noisy, path.pairs()), truth));
    }
    return held;
  }

  private static double loss(PathWeights weights, List<PathWeights.HeldOut> held) {
    double loss = 0;
    for (PathWeights.HeldOut text : held) {
      loss += weights.lattice(SET, text.scores()).loss(text.truth());
    }
    double offNetwork = (weights.network() - 1) / 0.5;
    double offSparse = (weights.sparse() - 0.5) / 0.5;
    return loss + (offNetwork * offNetwork + offSparse * offSparse) / 2;
  }

  @Test
  void a_rounded_table_is_read_as_it_was_written_to_the_last_bit() {
    float[] values = new float[200 * 16];
    Random random = new Random(13);
    for (int i = 16; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(5 * random.nextGaussian()));
    }
    Weights weights = Weights.of(Map.of("words.weight", new Tensor(List.of(200, 16), values)));
    Weights rounded = RoundedTable.rounded(weights, "words.weight");
    Weights packed = RoundedTable.pack(rounded, "words.weight");
    Weights read = RoundedTable.unpack(packed);

    assertThat(packed.names()).containsExactlyInAnyOrder("words.weight.int8", "words.weight.step");
    assertThat(read.names()).containsExactly("words.weight");
    assertThat(read.get("words.weight").values()).isEqualTo(rounded.get("words.weight").values());
    for (int row = 0; row < 200; row++) {
      float greatest = 0;
      for (int i = row * 16; i < row * 16 + 16; i++) {
        greatest = Math.max(greatest, Math.abs(values[i]));
      }
      for (int i = row * 16; i < row * 16 + 16; i++) {
        assertThat(rounded.get("words.weight").values()[i])
            .isCloseTo(values[i], within(greatest / 250));
      }
    }
    assertThat(RoundedTable.pack(weights, "words.weight")).isSameAs(weights);
  }
}
