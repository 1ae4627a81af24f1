package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.WordVectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What looks wrong about a training or a test is said. */
class WarningsTest {
  private static final Examples TOPICS = Topics.examples(120, 1);
  private static final Examples OTHERS = Topics.examples(60, 2);

  private static ClassifierBuilder builder(int epochs) {
    return Classifiers.text()
        .backend(new BagBackend())
        .embedding(8)
        .withoutNgrams()
        .calibrationFraction(0)
        .training(options -> options.epochs(epochs).learningRate(0.05));
  }

  private static Examples with(Examples examples, Example... more) {
    return Examples.of(Stream.concat(examples.stream(), Stream.of(more)));
  }

  private static Examples relabelled(Examples examples, String label) {
    return Examples.of(examples.stream().map(example -> new Example(label, example.text())));
  }

  @Test
  void a_good_training_has_no_warnings() {
    try (SequenceClassifier classifier = builder(20).train(TOPICS, OTHERS)) {
      assertThat(classifier.warnings()).isEmpty();
      assertThat(classifier.predict(Topics.examples(60, 3)).warnings()).isEmpty();
    }
  }

  @Test
  void mistakes_in_the_data_are_said_by_the_model() {
    Examples examples =
        with(TOPICS, new Example("label", "text"), new Example("FOOD", "more bread and soup"));
    try (SequenceClassifier classifier = builder(1).train(examples)) {
      assertThat(classifier.warnings())
          .anyMatch(warning -> warning.contains("column names"))
          .anyMatch(warning -> warning.contains("[FOOD and food]"));
      assertThat(classifier.describe()).contains("column names");
    }
  }

  @Test
  void one_label_for_all_texts_is_said_with_validation_and_without() {
    List<Example> uneven =
        new ArrayList<>(relabelled(Topics.examples(100, 4), "ham").getExamples());
    uneven.addAll(relabelled(Topics.examples(4, 5), "spam").getExamples());
    Examples examples = Examples.of(uneven);
    Examples validation = with(relabelled(OTHERS, "ham"), new Example("spam", "a new text"));
    try (SequenceClassifier alone = builder(1).train(examples);
        SequenceClassifier validated = builder(1).train(examples, validation)) {
      assertThat(alone.warnings()).anyMatch(w -> w.matches("all \\d+ training texts .*\"ham\".*"));
      assertThat(validated.warnings())
          .anyMatch(w -> w.matches("all 61 validation texts .*\"ham\".*"));
      assertThat(validated.predict(validation).warnings())
          .anyMatch(w -> w.startsWith("all 61 examples are predicted to be \"ham\""));
    }
  }

  @Test
  void texts_that_are_cut_are_counted() {
    try (SequenceClassifier classifier = builder(1).maximumTokens(4).train(TOPICS)) {
      assertThat(classifier.warnings())
          .anyMatch(
              w -> w.matches("[1-9][0-9.]* % of the tokens .* cut after 4 tokens: raise max.*"));
    }
  }

  @Test
  void test_texts_that_were_learned_from_are_counted() {
    Example disguised =
        new Example(
            "food", "  " + TOPICS.get(0).text().toUpperCase(java.util.Locale.ROOT) + "\u00AD");
    try (SequenceClassifier classifier = builder(20).train(TOPICS, with(OTHERS, TOPICS.get(5)))) {
      assertThat(classifier.warnings()).anyMatch(w -> w.startsWith("1 of 61 validation texts are"));
      assertThat(classifier.predict(with(OTHERS, disguised, TOPICS.get(3))).warnings())
          .anyMatch(w -> w.startsWith("2 of 62 test texts are training texts"));
    }
  }

  @Test
  void vectors_that_do_not_fit_the_texts_are_said() {
    WordVectors foreign = WordVectors.of(Map.of("brot", new float[] {1, 2}));
    try (SequenceClassifier classifier =
        builder(1).embedding(Embedding.pretrained(foreign)).train(TOPICS)) {
      assertThat(classifier.warnings()).anyMatch(w -> w.startsWith("only 0 of the "));
    }
  }

  @Test
  void vectors_of_words_with_capitals_are_found_by_words_in_lower_case() {
    Map<String, float[]> vectors = new TreeMap<>();
    TOPICS.texts().stream()
        .flatMap(text -> Stream.of(text.split(" ")))
        .forEach(
            word ->
                vectors.put(
                    word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1),
                    new float[] {word.hashCode() % 7, word.length()}));
    try (SequenceClassifier classifier =
        builder(1).embedding(Embedding.pretrained(WordVectors.of(vectors))).train(TOPICS)) {
      assertThat(classifier.warnings()).noneMatch(w -> w.contains("pretrained vector"));
      assertThat(classifier.describe()).contains(vectors.size() + " words known");
      assertThat(classifier.classify("bread soup").probabilities())
          .isNotEqualTo(classifier.classify("zzz yyy").probabilities());
    }
  }

  @Test
  void the_warnings_of_a_training_are_in_the_model_file() throws IOException {
    Examples examples = with(TOPICS, new Example("label", "text"));
    BagBackend backend = new BagBackend();
    try (SequenceClassifier classifier = builder(1).backend(backend).train(examples)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      classifier.save(out);
      try (SequenceClassifier loaded =
          SequenceClassifier.loader().backend(backend).load(out.toByteArray())) {
        assertThat(loaded.warnings()).isEqualTo(classifier.warnings()).isNotEmpty();
      }
    }
  }

  @Test
  void examples_of_a_label_that_was_not_learned_count_as_wrong() {
    try (SequenceClassifier classifier = builder(20).train(TOPICS)) {
      Examples test =
          with(OTHERS, new Example("travel", "we flew"), new Example("travel", "a train"));
      Predictions predictions = classifier.predict(test);
      Evaluation evaluation = classifier.evaluate(test);

      assertThat(predictions.warnings())
          .anyMatch(w -> w.contains("2 of 62 examples have a label") && w.contains(": travel (2)"));
      assertThat(evaluation).isEqualTo(predictions.evaluation());
      assertThat(evaluation.size()).isEqualTo(62);
      assertThat(evaluation.labels()).containsExactly("food", "music", "sport", "travel");
      assertThat(evaluation.scores("travel").recall()).isZero();
      assertThat(evaluation.accuracy()).isLessThanOrEqualTo(60 / 62.0);
      assertThat(predictions.logLoss()).isLessThan(5);
      assertThat(evaluation.majorityAccuracy()).isEqualTo(20 / 62.0);
    }
  }

  @Test
  void disguised_texts_get_the_same_answer_from_the_spam_preset() {
    try (SequenceClassifier classifier =
        Classifiers.spam()
            .backend(new BagBackend())
            .training(options -> options.epochs(2))
            .train(TOPICS)) {
      Classification plain = classifier.classify("bread and soup won 1000");
      for (String disguised :
          List.of(
              "br\u00ADead and so\u200Bup won 1000",
              "ｂｒｅａｄ and ｓｏｕｐ won １０００",
              "\uD835\uDC1B\uD835\uDC2B\uD835\uDC1E\uD835\uDC1A\uD835\uDC1D and soup won 1000",
              "\u202Abread\u202C and soup\uFE0F won 1000")) {
        assertThat(classifier.classify(disguised)).isEqualTo(plain);
        assertThat(classifier.explain(disguised).text()).isEqualTo(disguised);
      }
    }
  }

  @Test
  void decomposed_accents_get_the_same_answer_whatever_the_tokenizer() {
    for (String name : List.of("neutral-words", "messages", "words", "plain-words", "characters")) {
      try (SequenceClassifier classifier =
          builder(2)
              .tokenizer(io.github.ginestra.text.Tokenizer.named(name))
              .ngrams(io.github.ginestra.text.NgramSpec.standard().buckets(1 << 10))
              .train(
                  with(
                      TOPICS, new Example("food", "caffè perché"), new Example("food", "caffè")))) {
        assertThat(classifier.classify("caffe\u0300 perche\u0301"))
            .isEqualTo(classifier.classify("caff\u00e8 perch\u00e9"));
        String text = "soup caffe\u0300!";
        assertThat(classifier.explain(text).tokens())
            .allSatisfy(token -> assertThat(token.span().end()).isLessThanOrEqualTo(text.length()));
        assertThat(classifier.explain(text).tokens().stream().map(t -> t.span().of(text)))
            .contains(name.equals("characters") ? "e\u0300" : "caffe\u0300");
      }
    }
  }
}
