package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody should have to worry about has a defined outcome. */
class BadInputTest {
  private static final Examples TRAINING = Topics.examples(60, 1);
  private static final String MILLION = "team ".repeat(200_000);

  private static ClassifierBuilder builder() {
    return Topics.classifier()
        .ngrams(NgramSpec.standard().buckets(1 << 10))
        .training(Topics.options().epochs(2).build());
  }

  @Nested
  class ToLearnFrom {
    @TempDir Path folder;

    @Test
    void no_examples_are_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().train(Examples.of(List.of())))
          .withMessage("there are no examples to train on");
    }

    @Test
    void examples_of_one_label_are_refused_and_it_is_named() {
      Examples ham = Examples.of(Stream.of(new Example("ham", "a"), new Example("ham", "b")));
      String message =
          "every example (2) is labelled \"ham\": a classifier needs two or more labels";

      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().train(ham))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> builder().training(Topics.options().validationFraction(0.5).build()).train(ham))
          .withMessage(message);
    }

    @Test
    void two_examples_of_two_labels_suffice() {
      Examples two = Examples.of(Stream.of(new Example("a", "one"), new Example("b", "two")));
      try (SequenceClassifier classifier = Topics.classifier().train(two)) {
        assertThat(classifier.classify("two").label()).isEqualTo("b");
      }
    }

    @Test
    void texts_without_any_word_are_learned_from_as_unknown() {
      Examples examples =
          Examples.of(
              Stream.of(
                  new Example("a", ""),
                  new Example("a", " \n"),
                  new Example("b", "bread"),
                  new Example("b", "bread soup")));
      try (SequenceClassifier classifier = Topics.classifier().train(examples)) {
        assertThat(classifier.classify("").label()).isEqualTo("a");
        assertThat(classifier.classify("bread").label()).isEqualTo("b");
      }
    }

    @Test
    void examples_without_a_single_word_among_them_still_train() {
      Examples blank = Examples.of(Stream.of(new Example("a", ""), new Example("b", " ")));
      try (SequenceClassifier classifier = builder().train(blank)) {
        assertFinite(classifier.classify("anything"));
      }
    }

    @Test
    void a_text_of_a_million_characters_is_learned_from_up_to_the_maximum() {
      Examples examples =
          Examples.of(Stream.concat(TRAINING.stream(), Stream.of(new Example("sport", MILLION))));
      try (SequenceClassifier classifier = builder().maximumTokens(100).train(examples)) {
        assertThat(BagBackend.last().training().batches.stream().mapToInt(Batch::steps))
            .contains(100)
            .allMatch(steps -> steps <= 100);
        assertThat(classifier.classify(MILLION).label()).isEqualTo("sport");
      }
    }

    /** Cuts at blanks, and leaves everything as it is. */
    private static final Tokenizer RAW =
        new Tokenizer() {
          @Override
          public String name() {
            return "raw \uDC00";
          }

          @Override
          public List<Token> tokenize(String text, int limit) {
            return Stream.of(text.split(" "))
                .map(token -> new Token(token, LetterCase.OTHER))
                .limit(limit)
                .toList();
          }
        };

    @Test
    void what_trains_with_unpaired_surrogates_is_saved_and_loaded() throws IOException {
      Examples examples =
          Examples.of(
              Stream.of(
                  new Example("a\uD83D", "bread \uD83D"), new Example("\uDC4D", "\uDC4D soup")));
      Path file = folder.resolve("surrogates.ginestra");
      Map<String, float[]> vectors = Map.of("\uD83Dx", new float[8], "bread", new float[8]);
      for (ClassifierBuilder builder :
          List.of(
              builder(),
              builder().tokenizer(RAW),
              builder().embedding(Embedding.pretrained(WordVectors.of(vectors)).fineTuned()))) {
        try (SequenceClassifier classifier =
            builder.classWeights(Map.of("a\uD83D", 2.0)).train(examples)) {
          classifier.save(file);
          try (SequenceClassifier loaded = SequenceClassifier.loader().tokenizer(RAW).load(file)) {
            assertThat(loaded.labels()).isEqualTo(classifier.labels()).hasSize(2);
            assertThat(loaded.classify("\uD83D bread").probabilities())
                .isEqualTo(classifier.classify("\uD83D bread").probabilities());
            assertThat(loaded.classify("soup").probability("a\uD83D")).isBetween(0.0, 1.0);
          }
        }
      }
    }

    @Test
    void labels_are_asked_for_in_any_way_that_looks_the_same() {
      Examples examples =
          Examples.of(Stream.of(new Example("caf\u00E9", "bread"), new Example("no spam", "soup")));
      try (SequenceClassifier classifier = builder().train(examples)) {
        Classification answer = classifier.classify("bread");

        assertThat(answer.probability("cafe\u0301")).isEqualTo(answer.probability("caf\u00E9"));
        assertThat(classifier.explain("bread", "no\u00A0spam\uFEFF").label()).isEqualTo("no spam");
        assertThat(classifier.predict(examples).binary("cafe\u0301").positives()).isEqualTo(1);
      }
    }

    @Test
    void examples_with_unpaired_surrogates_train() {
      Examples examples =
          Examples.of(Stream.of(new Example("a", "bread \uD83D"), new Example("b", "\uDC4D soup")));
      for (ClassifierBuilder builder :
          List.of(builder(), builder().tokenizer(Tokenizer.characters()))) {
        try (SequenceClassifier classifier = builder.train(examples)) {
          assertFinite(classifier.classify("bread"));
        }
      }
    }
  }

  @Nested
  class ToClassify {

    /** With every way that a text can be encoded. */
    private Stream<SequenceClassifier> classifiers() {
      return Stream.of(
          builder().train(TRAINING),
          builder().withoutNgrams().letterCase(2).train(TRAINING),
          builder().fixedLength(5).train(TRAINING),
          builder().tokenizer(Tokenizer.characters()).train(TRAINING));
    }

    private void each(Consumer<SequenceClassifier> check) {
      classifiers()
          .forEach(
              classifier -> {
                try (classifier) {
                  check.accept(classifier);
                }
              });
    }

    @Test
    void a_null_text_is_refused() {
      each(
          classifier ->
              assertThatNullPointerException()
                  .isThrownBy(() -> classifier.classify(null))
                  .withMessage("text must not be null"));
    }

    @Test
    void an_empty_or_blank_text_gets_an_answer() {
      each(
          classifier -> {
            assertFinite(classifier.classify(""));
            assertFinite(classifier.classify(" \t\n\u00A0"));
          });
    }

    @Test
    void an_empty_text_is_read_as_one_unknown_word() {
      try (SequenceClassifier classifier = builder().withoutNgrams().train(TRAINING)) {
        assertThat(classifier.classify("").probabilities())
            .isEqualTo(classifier.classify("zzzzz").probabilities());
      }
    }

    @Test
    void unknown_words_are_all_alike() {
      try (SequenceClassifier classifier = builder().withoutNgrams().train(TRAINING)) {
        assertThat(classifier.classify("xyzzy quux").probabilities())
            .isEqualTo(classifier.classify("αβγ δεζ").probabilities());
      }
      each(classifier -> assertFinite(classifier.classify("xyzzy αβγ 漢字 🎁")));
    }

    @Test
    void a_text_of_a_million_characters_is_read_up_to_the_maximum() {
      each(classifier -> assertFinite(classifier.classify(MILLION)));
      try (SequenceClassifier classifier =
          builder().withoutNgrams().maximumTokens(20).train(TRAINING)) {
        assertThat(classifier.classify(MILLION).probabilities())
            .isEqualTo(classifier.classify("team ".repeat(20)).probabilities());
      }
    }

    @Test
    void a_million_characters_without_a_blank_get_an_answer() {
      each(classifier -> assertFinite(classifier.classify("x".repeat(1_000_000))));
    }

    @Test
    void an_unpaired_surrogate_is_read_as_the_replacement_character() {
      each(
          classifier -> {
            for (String half : List.of("\uD83D", "\uDC4D")) {
              assertThat(classifier.classify(half + " won a" + half + "b" + half).probabilities())
                  .isEqualTo(classifier.classify("\uFFFD won a\uFFFDb\uFFFD").probabilities());
            }
          });
    }
  }

  @Nested
  class ToRead {
    @TempDir Path folder;

    @Test
    void a_malformed_line_is_an_error_that_names_file_line_and_expectation() throws IOException {
      Path file = Files.writeString(folder.resolve("sms.tsv"), "ham\tok\nspam win\n");

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromTsv(file))
          .withMessage(file + ", line 2: expected label, tab and text, found \"spam win\"");
    }

    @Test
    void vectors_of_the_wrong_width_are_an_error_that_names_file_line_and_expectation()
        throws IOException {
      Path file = Files.writeString(folder.resolve("vectors.txt"), "bread 1 2 3\nsoup 4 5\n");

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> WordVectors.read(file))
          .withMessage(file + ", line 2: expected 3 numbers after the word, found 2");
    }
  }

  private static void assertFinite(Classification answer) {
    Map<String, Double> probabilities = answer.probabilities();
    assertThat(probabilities.values()).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
    assertThat(probabilities.values().stream().mapToDouble(p -> p).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
  }
}
