package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.text.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** N-gram models of the labels, and classifiers that weigh them. */
class LabelModelsTest {
  private static final int LABELS = 3;
  private static final int VOCABULARY = 8;

  private final Random random = new Random(1);
  private final List<EncodedText> texts =
      IntStream.range(0, 60)
          .mapToObj(i -> random.ints(random.nextInt(7), 1, VOCABULARY).toArray())
          .map(ids -> new EncodedText(ids, ids, null))
          .toList();
  private final int[] labels = random.ints(60, 0, LABELS).toArray();

  private static int[] places(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private LabelModels counted(int from, int to) {
    return LabelModels.count(texts, places(from, to), labels, LABELS, VOCABULARY);
  }

  private static List<Integer> bounded(int[] ids) {
    List<Integer> bounded = new ArrayList<>(List.of(0));
    Arrays.stream(ids).forEach(bounded::add);
    bounded.add(0);
    return bounded;
  }

  /** Witten and Bell's probability, counted anew each time. */
  private double probability(int label, List<Integer> context, int token) {
    double shorter =
        context.isEmpty()
            ? 1.0 / VOCABULARY
            : probability(label, context.subList(1, context.size()), token);
    int total = 0;
    int count = 0;
    Set<Integer> different = new HashSet<>();
    for (int n = 0; n < texts.size(); n++) {
      List<Integer> text = bounded(texts.get(n).ids());
      for (int at = context.size(); at < text.size() && labels[n] == label; at++) {
        if (text.subList(at - context.size(), at).equals(context)) {
          total++;
          different.add(text.get(at));
          count += text.get(at) == token ? 1 : 0;
        }
      }
    }
    return total == 0 ? shorter : (count + different.size() * shorter) / (total + different.size());
  }

  private double logLikelihood(int label, int[] ids) {
    List<Integer> text = bounded(ids);
    double sum = 0;
    for (int at = 1; at < text.size(); at++) {
      List<Integer> context = text.subList(Math.max(0, at - LabelModels.ORDER + 1), at);
      sum += Math.log(probability(label, context, text.get(at)));
    }
    return sum;
  }

  @Test
  void log_likelihoods_are_those_of_the_definition_less_the_greatest() {
    LabelModels models = counted(0, 60);

    for (int[] ids : new int[][] {texts.get(0).ids(), texts.get(3).ids(), {}, {7, 7, 7, 1, 2}}) {
      double[] expected =
          IntStream.range(0, LABELS).mapToDouble(label -> logLikelihood(label, ids)).toArray();
      double greatest = Arrays.stream(expected).max().orElseThrow();
      float[] found = models.logLikelihoods(ids);
      for (int label = 0; label < LABELS; label++) {
        assertThat((double) found[label]).isCloseTo(expected[label] - greatest, within(1e-5));
      }
    }
  }

  @Test
  void counts_of_two_parts_add_up_to_those_of_the_whole() {
    float[] sum = counted(0, 20).plus(counted(20, 60)).logLikelihoods(new int[] {3, 1, 4});

    assertThat(sum).containsExactly(counted(0, 60).logLikelihoods(new int[] {3, 1, 4}));
  }

  @Test
  void a_label_without_texts_finds_all_tokens_equally_probable() {
    LabelModels models = LabelModels.count(texts, places(0, 60), labels, LABELS + 1, VOCABULARY);

    float[] found = models.logLikelihoods(new int[] {5, 5});

    double uniform = 3 * Math.log(1.0 / VOCABULARY);
    double other = logLikelihood(0, new int[] {5, 5});
    assertThat((double) found[LABELS] - found[0]).isCloseTo(uniform - other, within(1e-5));
  }

  @Test
  void models_are_read_as_they_were_written() throws IOException {
    LabelModels models = counted(0, 60).weighed(0.25);

    LabelModels read = LabelModels.read(models.document(), models.toBytes(), LABELS, VOCABULARY);

    float[] logits = new float[LABELS];
    float[] readLogits = new float[LABELS];
    models.addTo(logits, new int[] {3, 1, 4});
    read.addTo(readLogits, new int[] {3, 1, 4});
    assertThat(readLogits).containsExactly(logits);
    assertThat((double) logits[0] - logits[1])
        .isCloseTo(
            0.25 * (logLikelihood(0, new int[] {3, 1, 4}) - logLikelihood(1, new int[] {3, 1, 4})),
            within(1e-5));
  }

  @Test
  void a_file_with_another_weight_or_other_counts_is_refused() {
    LabelModels models = counted(0, 60);
    Document negative = Document.builder().put("order", 4).put("weight", -1).build();

    assertThatThrownBy(() -> LabelModels.read(negative, models.toBytes(), LABELS, VOCABULARY))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("\"weight\"")
        .hasMessageContaining("must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelModels.read(models.document(), new byte[3], LABELS, VOCABULARY))
        .withMessageContaining("n-grams");
  }

  /** Words of two made-up languages: vowels and consonants take turns in one of them. */
  private static Examples words(int seed, int size, String... names) {
    Random random = new Random(seed);
    List<Example> words = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      StringBuilder word = new StringBuilder();
      boolean vowel = random.nextBoolean();
      for (int k = 0; k < 7; k++) {
        vowel = i % names.length == 0 ? !vowel : random.nextBoolean();
        word.append((vowel ? "aeiou" : "bdglmnrst").charAt(random.nextInt(vowel ? 5 : 9)));
      }
      words.add(new Example(names[i % names.length], word.toString()));
    }
    return Examples.of(words);
  }

  private static ClassifierBuilder brief() {
    return Classifiers.text().training(options -> options.epochs(1));
  }

  @Test
  void texts_of_one_word_are_also_judged_by_models_of_their_letters() throws IOException {
    Examples words = words(1, 400, "regular", "random");
    try (SequenceClassifier classifier = brief().train(words)) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      classifier.save(file);

      assertThat(classifier.describe()).contains("of n-grams for each label, up to 4 tokens");
      assertThat(classifier.evaluate(words(2, 400, "regular", "random")).accuracy())
          .isGreaterThan(0.9);
      try (SequenceClassifier loaded = SequenceClassifier.load(file.toByteArray())) {
        assertThat(loaded.describe()).isEqualTo(classifier.describe());
        assertThat(loaded.classifyAll(words.texts()))
            .isEqualTo(classifier.classifyAll(words.texts()));
      }
    }
  }

  @Test
  void explanations_of_their_answers_count_each_letter() {
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().train(words(1, 400, "regular", "random"))) {
      List<TokenContribution> letters = classifier.explain("banana").tokens();

      assertThat(letters).hasSize(6);
      assertThat(letters).anySatisfy(letter -> assertThat(letter.contribution()).isNotZero());
    }
  }

  @Test
  void a_training_that_goes_on_counts_the_new_texts_and_labels_too() {
    Examples old = words(1, 400, "regular", "random");
    Examples more =
        Examples.of(
            words(3, 200, "regular").stream()
                .map(e -> new Example("doubled", e.text() + e.text())));
    try (SequenceClassifier parent = brief().train(old);
        SequenceClassifier classifier = brief().startFrom(parent).train(more)) {
      assertThat(classifier.labels()).containsExactly("random", "regular", "doubled");
      assertThat(classifier.describe()).contains("of n-grams for each label");
      assertThat(classifier.evaluate(more).accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void equal_sentences_are_held_out_together_but_equal_words_are_not() {
    Examples equal = Examples.of(Collections.nCopies(20, new Example("a", "rossi")));
    Examples all = Continuation.together(equal, Examples.of(List.of(new Example("b", "verdi"))));
    LabelledTexts data =
        new LabelledTexts(
            Classifiers.text().config(), all, Examples.of(List.of()), List.of("a", "b"));

    assertThat(foldsOfFirst(Tokenizer.characters(), data)).hasSizeGreaterThan(1);
    assertThat(foldsOfFirst(Tokenizer.words(), data)).hasSize(1);
  }

  private static Set<Integer> foldsOfFirst(Tokenizer tokenizer, LabelledTexts data) {
    int[] folds = Calibration.folds(Classifiers.text().tokenizer(tokenizer).config(), data).folds();
    return Arrays.stream(folds).limit(20).boxed().collect(Collectors.toSet());
  }

  @Test
  void texts_of_many_words_have_no_such_models() {
    Examples sentences =
        Examples.of(
            words(1, 100, "a", "b").stream()
                .map(e -> new Example(e.label(), e.text() + " and " + e.text())));
    try (SequenceClassifier classifier = Classifiers.text().linearOnly().train(sentences)) {
      assertThat(classifier.describe()).doesNotContain("n-grams for each label");
      assertThat(Tokenizer.characters().name())
          .isNotEqualTo(classifier.provenance().options().get("tokenizer"));
    }
  }
}
