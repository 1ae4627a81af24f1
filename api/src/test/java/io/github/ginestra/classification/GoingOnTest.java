package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.features.SimilarWords;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.GrownWeights;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.internal.training.InheritedWeights;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that start from classifiers. */
class GoingOnTest {
  private static final Examples OLD = Topics.examples(60, 1);
  private static final Examples NEW =
      Examples.of(
          List.of(
              new Example("weather", "the rain falls today"),
              new Example("weather", "very good clouds and rain"),
              new Example("weather", "a storm today")));

  @TempDir Path folder;

  private static ClassifierBuilder classifier() {
    return Topics.classifier().backend(new BagBackend());
  }

  private static ClassifierBuilder going(SequenceClassifier parent) {
    return Classifiers.text().backend(new BagBackend()).startFrom(parent);
  }

  @Test
  void the_specification_is_that_of_the_model_and_need_not_be_repeated() {
    try (SequenceClassifier parent =
        classifier()
            .letterCase(3)
            .pooling(Pooling.LAST)
            .maximumTokens(33)
            .tokenizer(Tokenizer.messages())
            .train(OLD)) {
      ClassifierConfig config = going(parent).config();

      assertThat(config.recurrent()).isEqualTo(RecurrentSpec.simple(8));
      assertThat(config.embedding().dimension()).isEqualTo(8);
      assertThat(config.letterCase()).isEqualTo(3);
      assertThat(config.pooling()).isEqualTo(Pooling.LAST);
      assertThat(config.maximumTokens()).isEqualTo(33);
      assertThat(config.tokenizer()).isEqualTo(Tokenizer.messages());
      assertThat(config.ngrams()).isNull();
      assertThat(config.inputDropout()).isEqualTo(0.3);
      assertThat(config.calibrationFraction()).isZero();
    }
  }

  @Test
  void settings_that_contradict_the_model_are_refused_by_name_with_the_way_out() {
    NgramSpec ngrams = NgramSpec.standard().buckets(64);
    try (SequenceClassifier parent = classifier().ngrams(ngrams).train(OLD)) {
      Map<String, UnaryOperator<ClassifierBuilder>> contrary =
          Map.of(
              "recurrent (BiGRU(8))", b -> b.recurrent(RecurrentSpec.gru(8).bidirectional()),
              "embedding (9)", b -> b.embedding(9),
              "letterCase (2)", b -> b.letterCase(2),
              "pooling (MEAN)", b -> b.pooling(Pooling.MEAN),
              "fixedLength (5)", b -> b.fixedLength(5),
              "tokenizer (\"characters\")", b -> b.tokenizer(Tokenizer.characters()),
              "ngrams (", b -> b.ngrams(NgramSpec.standard().buckets(128)),
              "linearOnly (true)", ClassifierBuilder::linearOnly,
              "calibrationFraction (0.2)", b -> b.calibrationFraction(0.2));
      contrary.forEach(
          (message, setting) -> {
            assertThatIllegalStateException()
                .isThrownBy(() -> setting.apply(going(parent)).train(OLD))
                .withMessageStartingWith(message)
                .withMessageContaining("leave ");
            assertThatIllegalStateException()
                .isThrownBy(
                    () ->
                        setting
                            .apply(Classifiers.text().backend(new BagBackend()))
                            .startFrom(parent)
                            .train(OLD))
                .withMessageStartingWith(message);
          });
    }
  }

  @Test
  void a_file_is_a_start_too_and_that_of_another_kind_is_refused() throws IOException {
    Path file = folder.resolve("parent.ginestra");
    try (SequenceClassifier parent = classifier().train(OLD)) {
      parent.save(file);
    }
    try (SequenceClassifier child =
        Classifiers.text().backend(new BagBackend()).startFrom(file).train(NEW)) {
      assertThat(child.labels()).containsExactly("food", "music", "sport", "weather");
    }

    Path other = folder.resolve("generator.ginestra");
    try (CharLanguageModel generator =
        LanguageModels.characters()
            .recurrent(RecurrentSpec.simple(64))
            .embedding(64)
            .unroll(5)
            .training(options -> options.epochs(1).batchSize(2))
            .backend(new BigramBackend())
            .train("la luna e il mare\n".repeat(9))) {
      generator.save(other);
    }
    assertThatThrownBy(() -> Classifiers.text().startFrom(other))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("generator.ginestra", "language-model");
    Files.writeString(other, "no model");
    assertThatThrownBy(() -> Classifiers.text().startFrom(other))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void one_new_label_is_enough_to_learn_and_labels_without_examples_stay() {
    try (SequenceClassifier parent = classifier().train(OLD);
        SequenceClassifier child = going(parent).train(NEW)) {
      assertThat(child.labels()).containsExactly("food", "music", "sport", "weather");
    }
  }

  @Test
  void balanced_weights_do_not_fail_on_labels_without_examples() {
    try (SequenceClassifier parent = classifier().train(OLD);
        SequenceClassifier child = going(parent).balancedClassWeights().train(NEW)) {
      assertThat(child.classify("rain").probabilities().values()).allMatch(Double::isFinite);
    }
  }

  @Test
  void the_linear_path_learns_new_labels_and_keeps_the_old_ones() {
    NgramSpec ngrams = NgramSpec.standard().withInverseDocumentFrequency().buckets(1 << 12);
    try (SequenceClassifier parent = Classifiers.text().ngrams(ngrams).linearOnly().train(OLD);
        SequenceClassifier child = Classifiers.text().startFrom(parent).train(NEW)) {
      assertThat(parent.evaluate(Topics.examples(60, 2)).accuracy()).isEqualTo(1);
      assertThat(child.evaluate(Topics.examples(60, 2)).accuracy()).isGreaterThan(0.9);
      assertThat(child.evaluate(NEW).accuracy()).isEqualTo(1);
      assertThat(child.provenance().options()).containsKey("parents");
    }
  }

  @Test
  void what_is_rehearsed_is_the_same_fraction_of_each_label_and_needs_a_model() {
    try (SequenceClassifier parent = classifier().train(OLD);
        SequenceClassifier child = going(parent).rehearse(OLD, 0.2).train(NEW)) {
      assertThat(child.provenance().options())
          .containsEntry("rehearsedExamples", "12")
          .containsEntry("trainingExamples", "15");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> classifier().rehearse(OLD, 0.2).train(OLD))
        .withMessageContaining("startFrom(classifier)");
    for (double fraction : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier().rehearse(OLD, fraction))
          .withMessageContaining("fraction (" + fraction + ")");
    }
  }

  @Test
  void a_cross_validation_and_several_labels_are_refused() {
    try (SequenceClassifier parent = classifier().train(OLD)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> CrossValidation.of(going(parent)).folds(2).run(OLD))
          .withMessageContaining("leave startFrom(…) out");
      assertThatIllegalStateException()
          .isThrownBy(
              () -> Classifiers.multiLabel().classifier(c -> c.startFrom(parent)).train(OLD))
          .withMessageContaining("startFrom");
    }
  }

  @Test
  void a_closed_model_is_refused() {
    SequenceClassifier parent = classifier().train(OLD);
    parent.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> Classifiers.text().startFrom(parent))
        .withMessage("the classifier is closed");
  }

  @Test
  void similar_words_share_the_most_character_n_grams() {
    Vocabulary known = Vocabulary.of(List.of("transfer", "transfers", "card", "cards", "money"));
    SimilarWords similar = new SimilarWords(known, List.of("transferred", "xyz"));

    assertThat(similar.of("transferred")).containsExactly(2, 3);
    assertThat(similar.of("xyz")).isEmpty();
  }

  private static NetworkSpec spec(int words, int labels) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", words, 2, true)),
        0,
        RecurrentSpec.gru(3).bidirectional(),
        false,
        0,
        new Head.Pooled(Pooling.MAX, labels));
  }

  @Test
  void a_new_word_begins_with_its_pretrained_vector_else_with_the_mean_of_similar_ones() {
    Vocabulary known = Vocabulary.of(List.of("cat", "cats"));
    Vocabulary all = Vocabulary.of(List.of("cat", "cats", "catty", "dog", "xyz"));
    NetworkSpec from = spec(known.size(), 2);
    NetworkSpec to = spec(all.size(), 3);
    Weights old = WeightInitializer.draw(from, Map.of(), 1);
    Weights fresh = WeightInitializer.draw(to, Map.of(), 2);
    WordVectors vectors = WordVectors.of(Map.of("dog", new float[] {7, 8}));
    SimilarWords similar = new SimilarWords(known, List.of("catty", "dog", "xyz"));

    Weights grown =
        InheritedWeights.of(parent(known, from, old), from, to, fresh, all, vectors, similar::of);

    float[] rows = grown.get("embedding.weight").values();
    float[] before = old.get("embedding.weight").values();
    assertThat(Arrays.copyOf(rows, before.length)).isEqualTo(before);
    assertThat(rows[8]).isEqualTo((float) ((before[4] + (double) before[6]) / 2));
    assertThat(Arrays.copyOfRange(rows, 10, 14))
        .isEqualTo(Arrays.copyOfRange(fresh.get("embedding.weight").values(), 10, 14));
    assertThat(Arrays.copyOf(grown.get("output.weight").values(), 12))
        .isEqualTo(old.get("output.weight").values());
    assertThat(grown.get("recurrent.weight_hh_l0_reverse").values())
        .isEqualTo(old.get("recurrent.weight_hh_l0_reverse").values());
  }

  private static Parent parent(Vocabulary vocabulary, NetworkSpec network, Weights weights) {
    return new Parent() {
      @Override
      public Tokenizer tokenizer() {
        return Tokenizer.words();
      }

      @Override
      public Vocabulary vocabulary() {
        return vocabulary;
      }

      @Override
      public NetworkSpec network() {
        return network;
      }

      @Override
      public Weights weights() {
        return weights;
      }

      @Override
      public boolean isLabelled() {
        return true;
      }

      @Override
      public String chain() {
        return "";
      }
    };
  }

  @Test
  void one_hot_words_and_letter_case_keep_their_columns_as_words_are_added() {
    NetworkSpec from = oneHot(3);
    NetworkSpec to = oneHot(5);
    Weights old = WeightInitializer.draw(from, Map.of("embedding.weight", Tensor.identity(3)), 1);
    Weights fresh = WeightInitializer.draw(to, Map.of("embedding.weight", Tensor.identity(5)), 2);

    Weights grown = GrownWeights.of(from, old, to, fresh);

    float[] before = old.get("recurrent.weight_ih_l0").values(); // (4, 3 + 2)
    float[] after = grown.get("recurrent.weight_ih_l0").values(); // (4, 5 + 2)
    for (int row = 0; row < 4; row++) {
      assertThat(Arrays.copyOfRange(after, row * 7, row * 7 + 3))
          .isEqualTo(Arrays.copyOfRange(before, row * 5, row * 5 + 3));
      assertThat(Arrays.copyOfRange(after, row * 7 + 5, row * 7 + 7))
          .isEqualTo(Arrays.copyOfRange(before, row * 5 + 3, row * 5 + 5));
    }
    assertThat(grown.get("embedding.weight").values()).isEqualTo(Tensor.identity(5).values());
  }

  private static NetworkSpec oneHot(int words) {
    return new NetworkSpec(
        List.of(
            EmbeddingTable.oneHot("embedding", words),
            new EmbeddingTable("letter_case", 6, 2, true)),
        0,
        RecurrentSpec.simple(4),
        false,
        0,
        new Head.Pooled(Pooling.LAST, 2));
  }
}
