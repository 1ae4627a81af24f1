package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierConfigTest {
  private static final Examples EXAMPLES = Topics.examples(60, 1);

  private static ClassifierBuilder unusual() {
    return Classifiers.text()
        .recurrent(RecurrentSpec.lstm(7).bidirectional().layers(2).dropoutBetweenLayers(0.25))
        .tokenizer(Tokenizer.plainWords())
        .embedding(5)
        .letterCase(3)
        .pooling(Pooling.MEAN)
        .fixedLength(9)
        .maximumTokens(11)
        .inputDropout(0.1)
        .outputDropout(0.15)
        .wordDropout(0.05)
        .initialization(Initialization.ORTHOGONAL)
        .forgetBias(0.5)
        .classWeights(Map.of("food", 2.0, "sport", 0.5))
        .ngrams(NgramSpec.standard().buckets(1 << 8).characters(2, 3))
        .linearCost(0.5)
        .calibrationFraction(0.2)
        .vocabulary(2, 1000)
        .training(options -> options.epochs(2).seed(9));
  }

  @Test
  void a_configuration_survives_json() {
    ClassifierConfig config = unusual().config();

    assertThat(ClassifierConfig.fromJson(config.toJson())).isEqualTo(config);
    for (ClassifierBuilder preset : List.of(Classifiers.text(), Classifiers.spam())) {
      assertThat(ClassifierConfig.fromJson(preset.config().toJson())).isEqualTo(preset.config());
    }
  }

  @Test
  void a_configuration_made_into_a_builder_keeps_every_value() {
    assertThat(unusual().config().toBuilder().config()).isEqualTo(unusual().config());
    assertThat(unusual().config()).hasSameHashCodeAs(unusual().config());
    assertThat(unusual().letterCase(4).config()).isNotEqualTo(unusual().config());
  }

  @Test
  void a_configuration_does_not_change_with_its_builder() {
    ClassifierBuilder builder = unusual();
    Map<String, Double> weights = new HashMap<>(Map.of("food", 2.0));
    ClassifierConfig config = builder.classWeights(weights).config();
    weights.put("food", 9.0);
    builder.letterCase(99);

    assertThat(config.classWeights()).isEqualTo(Map.of("food", 2.0));
    assertThat(config.letterCase()).isEqualTo(3);
  }

  @Test
  void what_the_json_leaves_out_is_that_of_the_text_preset() {
    assertThat(ClassifierConfig.fromJson("{\"recurrent\": {\"units\": 8}}"))
        .isEqualTo(Classifiers.text().recurrent(RecurrentSpec.gru(8).bidirectional()).config());
  }

  @Test
  void the_same_configuration_and_seed_train_the_same_model() {
    try (SequenceClassifier one = unusual().train(EXAMPLES);
        SequenceClassifier other =
            ClassifierConfig.fromJson(unusual().config().toJson()).toBuilder().train(EXAMPLES)) {
      assertThat(other.classify("violin").probabilities())
          .isEqualTo(one.classify("violin").probabilities());
    }
  }

  @Test
  void the_provenance_names_every_value() {
    try (SequenceClassifier classifier = unusual().train(EXAMPLES)) {
      assertThat(classifier.provenance().options())
          .containsEntry("recurrent.units", "7")
          .containsEntry("tokenizer", "plain-words")
          .containsEntry("embedding.dimension", "5")
          .containsEntry("pooling", "MEAN")
          .containsEntry("ngrams.longestCharacters", "3")
          .containsEntry("classWeights.food", "2.0")
          .containsEntry("forgetBias", "0.5")
          .containsEntry("epochs", "2")
          .containsEntry("threads", "1");
    }
  }

  @Test
  void pretrained_vectors_are_equal_by_their_numbers_and_not_part_of_the_json() {
    ClassifierConfig config = pretrained(1f).config();

    assertThat(pretrained(1f).config()).isEqualTo(config);
    assertThat(pretrained(2f).config()).isNotEqualTo(config);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassifierConfig.fromJson(config.toJson()))
        .withMessageStartingWith(
            "\"embedding.vectors\" (WordVectors of 1 words x 2) cannot be read")
        .withMessageEndingWith("leave it out, and set it in the program");
  }

  private static ClassifierBuilder pretrained(float number) {
    return Classifiers.text()
        .embedding(Embedding.pretrained(WordVectors.of(Map.of("bread", new float[] {number, 0}))));
  }

  @Test
  void one_hot_words_are_read_as_they_stand() {
    try (SequenceClassifier classifier =
        Topics.classifier().embedding(Embedding.oneHot()).train(EXAMPLES)) {
      assertThat(BagBackend.last().training().spec.embeddings().get(0))
          .satisfies(table -> assertThat(table.dimension()).isEqualTo(table.rows()))
          .satisfies(table -> assertThat(table.trainable()).isFalse());
      assertThat(classifier.classify("bread").label()).isNotEmpty();
    }
  }

  @Test
  void each_text_is_tokenised_once() {
    Map<String, Integer> counts = new HashMap<>();
    Tokenizer counting =
        new Tokenizer() {
          @Override
          public String name() {
            return "counting";
          }

          @Override
          public List<Token> tokenize(String text, int limit) {
            counts.merge(text, 1, Integer::sum);
            return Tokenizer.messages().tokenize(text, limit);
          }
        };
    Examples distinct = EXAMPLES.distinct();
    Topics.classifier()
        .tokenizer(counting)
        .ngrams(NgramSpec.standard().buckets(1 << 8))
        .training(options -> options.validationFraction(0.2))
        .train(distinct)
        .close();

    assertThat(counts).hasSize(distinct.size());
    assertThat(counts.values()).containsOnly(1);
  }

  @Test
  void examples_come_from_a_file_a_reader_or_a_stream(@TempDir Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    EXAMPLES.forEach(e -> lines.append(e.label()).append('\t').append(e.text()).append('\n'));
    Path file = folder.resolve("examples.tsv");
    Files.writeString(file, lines);
    try (SequenceClassifier expected = Topics.classifier().train(EXAMPLES);
        SequenceClassifier fromFile = Topics.classifier().train(file);
        SequenceClassifier fromReader =
            Topics.classifier().train(new StringReader(lines.toString()));
        SequenceClassifier fromStream = Topics.classifier().train(EXAMPLES.stream())) {
      for (SequenceClassifier classifier : List.of(fromFile, fromReader, fromStream)) {
        assertThat(classifier.provenance().corpusSha256())
            .isEqualTo(expected.provenance().corpusSha256());
        assertThat(classifier.classify("choir").probabilities())
            .isEqualTo(expected.classify("choir").probabilities());
      }
    }
  }
}
