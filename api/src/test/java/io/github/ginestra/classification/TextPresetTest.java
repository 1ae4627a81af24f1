package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.Topics;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Classifiers.text()} promises with all defaults. */
class TextPresetTest {

  /** Examples of which a share has a label drawn at random. */
  private static Examples noisy(int size, double share, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (Example example : Topics.examples(size, seed)) {
      String label =
          random.nextDouble() < share
              ? List.of("food", "music", "sport").get(random.nextInt(3))
              : example.label();
      examples.add(new Example(label, example.text()));
    }
    return Examples.of(examples);
  }

  /** Labels that differ by one word among words that all share. */
  private static Examples manyLabels(int labels, int each) {
    Random random = new Random(1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < labels * each; i++) {
      String label = "label" + i % labels;
      examples.add(
          new Example(label, "word" + random.nextInt(40) + " key" + i % labels + " and " + i));
    }
    return Examples.of(examples);
  }

  private static Set<String> told(SequenceClassifier classifier, Examples examples) {
    Set<String> told = new HashSet<>();
    classifier.classifyAll(examples.texts()).forEach(answer -> told.add(answer.label()));
    return told;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60})
  void few_texts_are_enough_to_tell_every_label(int size) {
    try (SequenceClassifier classifier = Classifiers.text().train(Topics.examples(size, 1))) {
      assertThat(told(classifier, Topics.examples(60, 2))).hasSize(3);
      assertThat(classifier.evaluate(Topics.examples(60, 2)).accuracy()).isGreaterThan(0.6);
    }
  }

  @Test
  void two_texts_of_two_labels_make_a_classifier() {
    Examples two = Examples.of(List.of(new Example("a", "bread"), new Example("b", "violin")));
    try (SequenceClassifier classifier = Classifiers.text().train(two)) {
      assertThat(classifier.classify("violin").probability()).isBetween(0.5, 1.0);
    }
  }

  @Test
  void a_label_that_one_text_in_a_hundred_has_is_told() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      examples.add(
          i % 100 == 0
              ? new Example("rare", "a strange comet " + i)
              : new Example("often", "a usual day " + i));
    }
    try (SequenceClassifier classifier = Classifiers.text().train(Examples.of(examples))) {
      assertThat(classifier.classify("a strange comet 7").label()).isEqualTo("rare");
      assertThat(classifier.classify("a usual day 7").label()).isEqualTo("often");
    }
  }

  @Test
  void probabilities_are_calibrated_where_labels_are_noise_in_part() {
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().train(noisy(1000, 0.4, 1))) {
      Predictions predictions = classifier.predict(noisy(1000, 0.4, 2));

      assertThat(predictions.evaluation().accuracy()).isGreaterThan(0.65);
      assertThat(predictions.expectedCalibrationError()).isLessThan(0.13);
    }
  }

  @Test
  void what_is_chosen_by_size_is_said() {
    try (SequenceClassifier classifier = Classifiers.text().train(Topics.examples(100, 1))) {
      assertThat(classifier.provenance().options())
          .containsEntry("batchSize", "32")
          .containsEntry("learningRate", "0.003")
          .hasEntrySatisfying("epochs", epochs -> assertThat(epochs).isNotEqualTo("0"));
      assertThat(classifier.describe()).contains("batchSize 32", "calibrationFraction 0.1");
    }
  }

  @Test
  void the_linear_path_of_two_labels_pays_less_for_errors_the_more_of_them_are_noise() {
    assertThat(chosenCost(ofTwoLabels(noisy(1000, 0.5, 1)))).isLessThan(1);
    assertThat(chosenCost(ofTwoLabels(noisy(1000, 0, 1)))).isGreaterThanOrEqualTo(1);
    assertThat(chosenCost(noisy(300, 0.5, 1))).isEqualTo(1);
    assertThat(options(noisy(300, 0.5, 1)).get("linearNaiveBayes")).isIn("true", "false");
    assertThat(options(manyLabels(21, 5))).containsEntry("linearNaiveBayes", "false");
  }

  private static double chosenCost(Examples examples) {
    return Double.parseDouble(options(examples).get("linearCost"));
  }

  private static Map<String, String> options(Examples examples) {
    try (SequenceClassifier classifier = Classifiers.text().linearOnly().train(examples)) {
      return classifier.provenance().options();
    }
  }

  private static Examples ofTwoLabels(Examples examples) {
    return Examples.of(examples.stream().filter(example -> !example.label().equals("sport")));
  }

  @Test
  void what_the_user_chooses_is_not_changed() {
    try (SequenceClassifier classifier =
        Classifiers.text()
            .linearCost(2)
            .training(options -> options.epochs(2).batchSize(50).learningRate(0.01))
            .train(ofTwoLabels(Topics.examples(100, 1)))) {
      assertThat(classifier.history().epochs()).hasSize(2);
      assertThat(classifier.provenance().options())
          .containsEntry("linearCost", "2.0")
          .containsEntry("batchSize", "50")
          .containsEntry("learningRate", "0.01");
    }
  }

  @Test
  void more_labels_make_more_steps() {
    ClassifierConfig config = Classifiers.text().config();
    TrainingOptions few = Sizing.resolve(config, 1500, 2, null).training();
    TrainingOptions many = Sizing.resolve(config, 1500, 150, null).training();

    assertThat(many.epochs()).isGreaterThan(2 * few.epochs());
    assertThat(1500 * many.epochs() / many.batchSize()).isGreaterThan(1500);
  }

  @Test
  void the_linear_path_alone_needs_no_backend() {
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().backend("none there").train(Topics.examples(100, 1))) {
      assertThat(classifier.evaluate(Topics.examples(100, 2)).accuracy()).isGreaterThan(0.9);
      assertThat(classifier.describe()).contains("a linear path alone");
      assertThat(classifier.history().epochs()).isEmpty();
    }
  }

  @Test
  void a_saved_linear_path_alone_is_loaded_without_a_backend() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().train(Topics.examples(100, 1))) {
      classifier.save(file);
    }
    try (SequenceClassifier loaded =
        SequenceClassifier.loader().backend("none there").load(file.toByteArray())) {
      assertThat(loaded.evaluate(Topics.examples(100, 2)).accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void names_are_read_as_characters_and_sentences_as_words() {
    assertThat(tokenizerFor("Rossi", " Esposito ", "O'Neal", "Nagy-Kovács"))
        .isEqualTo("characters");
    assertThat(tokenizerFor("how are you", "fine thanks", "good", "bye"))
        .isEqualTo("neutral-words");
    assertThat(tokenizerFor("很好吃", "不好吃", "太慢了", "好")).isEqualTo("neutral-words");
  }

  /** Letters at random. */
  private static String stem(int letters, Random random) {
    return random
        .ints(letters, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Map<String, String> optionsFor(Stream<Example> words) {
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().train(Examples.of(words))) {
      return classifier.provenance().options();
    }
  }

  /** Words whose ends tell their labels. */
  private static Stream<Example> names() {
    Random random = new Random(1);
    return IntStream.range(0, 300)
        .mapToObj(
            i -> new Example(i % 2 == 0 ? "x" : "y", stem(5, random) + (i % 2 == 0 ? "ov" : "ez")));
  }

  @Test
  void a_word_counts_as_one_of_its_parts_if_they_tell_its_label() {
    assertThat(optionsFor(names()))
        .containsEntry("tokenizer", "characters")
        .containsEntry("ngrams.separate", "false")
        .containsEntry("ngrams.shortestCharacters", "1");
  }

  @Test
  void a_model_keeps_the_n_grams_that_were_chosen_when_it_is_loaded_and_when_it_goes_on()
      throws IOException {
    Examples names = Examples.of(names());
    ClassifierBuilder brief = Classifiers.text().training(options -> options.epochs(1));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (SequenceClassifier classifier = brief.train(names)) {
      classifier.save(file);
      assertThat(classifier.describe()).contains("characters 1-5");
      try (SequenceClassifier loaded = SequenceClassifier.load(file.toByteArray());
          SequenceClassifier further = brief.startFrom(loaded).train(names)) {
        assertThat(loaded.classifyAll(names.texts()))
            .isEqualTo(classifier.classifyAll(names.texts()));
        assertThat(further.describe()).contains("characters 1-5");
        assertThat(further.classify("abcdeov").label()).isEqualTo("x");
      }
    }
  }

  @Test
  void n_grams_are_not_chosen_where_others_or_a_cost_are_set() {
    try (SequenceClassifier cost =
            Classifiers.text().linearOnly().linearCost(1).train(Examples.of(names()));
        SequenceClassifier other =
            Classifiers.text()
                .linearOnly()
                .ngrams(NgramSpec.standard().characters(2, 3))
                .train(Examples.of(names()))) {
      assertThat(cost.describe()).contains("characters 2-5");
      assertThat(other.describe()).contains("characters 2-3");
    }
  }

  @Test
  void a_word_counts_by_itself_if_its_letters_do_not_tell_its_label() {
    Random random = new Random(2);
    Stream<Example> words =
        IntStream.range(0, 100)
            .boxed()
            .flatMap(
                i -> {
                  String stem = stem(10, random);
                  String label = random.nextBoolean() ? "x" : "y";
                  return Stream.of(stem, stem.toUpperCase(Locale.ROOT))
                      .map(word -> new Example(label, word));
                });

    assertThat(optionsFor(words)).containsEntry("ngrams.separate", "true");
  }

  @Test
  void what_is_set_is_not_chosen_anew() {
    ClassifierConfig set =
        Classifiers.text().tokenizer(Tokenizer.words()).wordDropout(0.1).config();
    ClassifierConfig resolved = Sizing.resolve(set, List.of("Rossi", "Esposito"), 2, null);

    assertThat(resolved.tokenizer()).isEqualTo(Tokenizer.words());
    assertThat(resolved.wordDropout()).isEqualTo(0.1);
  }

  private static String tokenizerFor(String... texts) {
    ClassifierConfig config = Sizing.resolve(Classifiers.text().config(), List.of(texts), 2, null);
    assertThat(config.wordDropout())
        .isEqualTo(config.tokenizer().equals(Tokenizer.characters()) ? 0 : 0.2);
    return config.tokenizer().name();
  }

  @Test
  void a_linear_path_alone_without_n_grams_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ClassifierBuilder().linearOnly().train(Topics.examples(100, 1)))
        .withMessage("a linear path alone needs n-grams");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_saved_model_answers_as_before(boolean linearOnly) throws IOException {
    Examples examples = manyLabels(30, 10);
    ClassifierBuilder builder = Classifiers.text().training(options -> options.epochs(1));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (SequenceClassifier classifier =
            (linearOnly ? builder.linearOnly() : builder).train(examples);
        SequenceClassifier careful = classifier.rejectBelow(0.25)) {
      careful.save(file);
      assertThat(file.size()).isLessThan(2_000_000);
      try (SequenceClassifier loaded = SequenceClassifier.load(file.toByteArray())) {
        assertThat(loaded.classifyAll(examples.texts()))
            .isEqualTo(careful.classifyAll(examples.texts()));
        assertThat(loaded.describe()).isEqualTo(careful.describe());
      }
    }
  }

  @Test
  void the_vocabulary_is_bounded() {
    try (SequenceClassifier classifier =
        Classifiers.text()
            .vocabulary(1, 5)
            .training(options -> options.epochs(1))
            .train(manyLabels(3, 30))) {
      assertThat(classifier.describe()).contains("5 words known");
    }
  }

  @Test
  void an_answer_may_be_rejected_and_says_how_much_of_the_text_is_known() {
    try (SequenceClassifier classifier = Classifiers.text().train(Topics.examples(200, 1));
        SequenceClassifier careful = classifier.rejectBelow(0.97)) {
      String known = Topics.examples(1, 3).texts().get(0);

      assertThat(careful.classify(known).rejected()).isFalse();
      assertThat(careful.classify(known).knownTokens()).isEqualTo(1);
      assertThat(careful.classify("qwx zzkj vvrt").rejected()).isTrue();
      assertThat(careful.classify("qwx zzkj vvrt").knownTokens()).isZero();
      assertThat(classifier.classify("qwx zzkj vvrt").rejected()).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.rejectBelow(1.5))
          .withMessage("threshold (1.5) must be in [0, 1]");
    }
  }
}
