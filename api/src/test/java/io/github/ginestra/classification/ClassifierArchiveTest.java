package io.github.ginestra.classification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.BagBackend;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.archive.Forge;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierArchiveTest {
  private static final List<String> TEXTS =
      List.of("", "FREE call £ don't 12345", "naïve 😀 nothing known here", "call ".repeat(200));

  @TempDir Path folder;

  @Test
  void a_loaded_classifier_answers_to_the_last_bit_as_the_saved_one() throws IOException {
    assertSameAnswers(SavedModels.full(), saved(SavedModels.full()));
    SequenceClassifier plain = SavedModels.plain(Tokenizer.characters());
    assertSameAnswers(plain, saved(plain));
  }

  private void assertSameAnswers(SequenceClassifier expected, Path file) throws IOException {
    try (SequenceClassifier loaded = load(file)) {
      for (String text : TEXTS) {
        assertThat(loaded.classify(text).probabilities())
            .isEqualTo(expected.classify(text).probabilities());
      }
    }
  }

  @Test
  void a_loaded_classifier_knows_how_it_was_made() throws IOException {
    SequenceClassifier saved = SavedModels.full();
    try (SequenceClassifier loaded = load(saved(saved))) {
      assertThat(loaded.labels()).isEqualTo(SavedModels.LABELS);
      assertThat(loaded.history()).isEqualTo(saved.history());
      assertThat(loaded.provenance()).isEqualTo(saved.provenance());
      assertThat(loaded.describe()).isEqualTo(saved.describe());
    }
  }

  @Test
  void saving_a_loaded_classifier_gives_the_same_file() throws IOException {
    Path file = saved(SavedModels.full());
    Path again = folder.resolve("again.ginestra");
    load(file).save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void the_weights_have_the_names_and_shapes_of_pytorch() throws IOException {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    ModelArchive archive = ModelArchive.read(saved(SavedModels.full()));
    for (String name : archive.weights().names()) {
      shapes.put(name, archive.weights().get(name).shape());
    }
    assertThat(shapes)
        .containsExactly(
            Map.entry("embedding.weight", List.of(9, 4)),
            Map.entry("letter_case.weight", List.of(5, 2)),
            Map.entry("recurrent.weight_ih_l0", List.of(9, 6)),
            Map.entry("recurrent.weight_hh_l0", List.of(9, 3)),
            Map.entry("recurrent.bias_ih_l0", List.of(9)),
            Map.entry("recurrent.bias_hh_l0", List.of(9)),
            Map.entry("recurrent.weight_ih_l1", List.of(9, 3)),
            Map.entry("recurrent.weight_hh_l1", List.of(9, 3)),
            Map.entry("recurrent.bias_ih_l1", List.of(9)),
            Map.entry("recurrent.bias_hh_l1", List.of(9)),
            Map.entry("output.weight", List.of(3, 3)),
            Map.entry("output.bias", List.of(3)),
            Map.entry("linear.weight", List.of(3, 32)),
            Map.entry("linear.bias", List.of(3)),
            Map.entry("linear.idf", List.of(32)));
  }

  @Test
  void the_description_says_what_it_is_and_how_it_was_made() {
    assertThat(SavedModels.full().describe())
        .startsWith("Text classifier: GRU(3) x 2, mean pooling, 3 outputs\n")
        .contains("tokens of \"words\", at most 77; 7 words known; their letter case\n")
        .contains("n-grams  words 1-3, characters 2-4, in 32 columns\n")
        .contains("weights  229 in the network, 99 in the linear path\n")
        .contains("softmax  temperature 1.7500\n")
        .contains("Made by Ginestra 0.0.9 on Abacus 3 (DJL 0), 2026-11-24T10:00:00Z\n")
        .contains("seed     -7\n")
        .contains("options  epochs 2, clipNorm Infinity\n");
  }

  @Test
  void a_tokenizer_of_ones_own_is_given_when_loading() throws IOException {
    Tokenizer own = new Commas();
    SequenceClassifier saved = SavedModels.plain(own);
    Path file = saved(saved);
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            file
                + ": model.json, model, encoder: \"tokenizer\" (commas) is none of this library's;"
                + " give your own by loader().tokenizer(...)");
    try (SequenceClassifier loaded =
        SequenceClassifier.loader().tokenizer(own).backend(new BagBackend()).load(file)) {
      assertThat(loaded.classify("free,call").probabilities())
          .isEqualTo(saved.classify("free,call").probabilities());
    }
  }

  @Test
  void only_a_calibrated_classifier_asks_for_a_newer_reader() throws IOException {
    ModelArchive calibrated = ModelArchive.read(saved(SavedModels.full()));
    assertThat(calibrated.version()).isEqualTo(2);
    assertThat(calibrated.model().number("temperature")).isEqualTo(1.75);

    ModelArchive plain = ModelArchive.read(saved(SavedModels.plain(Tokenizer.named("words"))));
    assertThat(plain.version()).isEqualTo(1);
    assertThat(plain.model().has("temperature")).isFalse();
  }

  @Test
  void a_member_that_version_1_did_not_know_means_nothing_in_its_files() throws IOException {
    Path file = saved(SavedModels.full());
    Map<String, byte[]> entries = Forge.entries(file);
    String json = new String(entries.get(Forge.JSON), UTF_8);
    Files.write(
        file,
        Forge.sealed(json.replace("\"version\":2", "\"version\":1"), entries.get(Forge.WEIGHTS)));
    try (SequenceClassifier loaded = load(file)) {
      assertThat(loaded.temperature()).isEqualTo(1);
    }
  }

  @Test
  void a_model_of_another_kind_is_no_classifier() throws IOException {
    Path file = saved(SavedModels.full());
    ModelArchive archive = ModelArchive.read(file);
    new ModelArchive(1, "abacus", archive.model(), archive.provenance(), archive.weights())
        .write(file);
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            file + ": model.json, model: holds a model of the kind abacus, not a classifier");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"units\":3|\"units\":4|weight recurrent.weight_ih_l0 has shape [9, 6], not [12, 6]",
        "\"units\":3|\"units\":1073741824|weight recurrent.weight_ih_l0 has shape [9, 6]",
        "\"units\":3|\"units\":0|\"units\" (0) must be in [1,",
        "\"layers\":2|\"layers\":1|weight recurrent.weight_ih_l1 is not of this network",
        "\"layers\":2|\"layers\":3|weight recurrent.weight_ih_l2 [9, 3] is missing",
        "\"layers\":2|\"layers\":2000000000|\"layers\" (2000000000) must be in [1, 15]",
        "\"cell\":\"GRU\"|\"cell\":\"QRNN\"|\"cell\" (QRNN) must be one of [SIMPLE, GRU, LSTM]",
        "\"bidirectional\":false|\"bidirectional\":true|weight_ih_l0_reverse [9, 6] is missing",
        "\"bidirectional\":false|\"bidirectional\":0|\"bidirectional\" (0) must be true or false",
        "\"inputDropout\":0.125|\"inputDropout\":1|inputDropout (1.0) must be in [0, 1)",
        "\"outputs\":3|\"outputs\":2|weight output.weight has shape [3, 3], not [2, 3]",
        "\"rows\":9|\"rows\":8|weight embedding.weight has shape [9, 4], not [8, 4]",
        "\"rows\":9|\"rows\":2147483648|\"rows\" (2147483648) must be in [1, 2147483647]",
        "\"ham\",|''|there are 2 labels, but 3 outputs",
        "\"ham\"|\"spam\"|a label stands twice",
        "\"free\",|''|the 6 entries of \"vocabulary\" and the two special ones must be as many as",
        "\"free\"|\"call\"|words must be distinct; \"call\" stands twice",
        "\"free\"|{}|\"vocabulary\" (a list of 7) must be a list of strings, but holds an object",
        "\"tokenizer\":\"words\"|\"tokenizer\":\"x\"|\"tokenizer\" (x) is none of this library's",
        "\"letterCase\":true|\"letterCase\":false|must be one of words",
        "\"fixedLength\":0|\"fixedLength\":2000000000|must be in [0, 100000]",
        "\"fixedLength\":0|\"fixedLength\":-1|must be in [0, 100000]",
        "\"buckets\":32|\"buckets\":33|buckets (33) must be a power of two",
        "\"buckets\":32|\"buckets\":64|weight linear.weight has shape [3, 32], not [3, 64]",
        "\"buckets\":32|\"buckets\":1073741824|weight linear.weight has shape [3, 32], not",
        "\"longest\":4|\"longest\":400|longest (400) must be 0 or in [2, 16]",
        "\"ngrams\"|\"other\"|weight linear.weight is not of this model",
        "\"history\"|\"other\"|\"history\" is missing",
        "\"temperature\":1.75|\"temperature\":0|\"temperature\" (0) must be more than 0, and",
        "\"temperature\":1.75|\"temperature\":\"Infinity\"|must be more than 0, and finite",
        "\"temperature\":1.75|\"temperature\":\"NaN\"|must be more than 0, and finite",
        "\"temperature\":1.75|\"temperature\":true|\"temperature\" (true) must be a number",
      })
  void a_document_that_does_not_fit_its_weights_is_refused(String from, String to, String fault)
      throws IOException {
    Path file = saved(SavedModels.full());
    Map<String, byte[]> entries = Forge.entries(file);
    String json = new String(entries.get(Forge.JSON), UTF_8);
    assertThat(json).contains(from);
    Files.write(
        file, Forge.sealed(json.replaceFirst(quoted(from), to), entries.get(Forge.WEIGHTS)));
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file + ": model.json, model")
        .hasMessageContaining(fault);
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  @Test
  void the_recorder_notes_options_corpus_and_result() {
    Examples learned = Examples.of(List.of(new Example("a", "x y"), new Example("b", "é")));
    TrainingHistory history =
        new TrainingHistory(
            List.of(
                new EpochMetrics(
                    1,
                    0.5,
                    OptionalDouble.of(0.75),
                    OptionalDouble.of(0.25),
                    OptionalDouble.of(1),
                    3)));
    ClassifierConfig config =
        Classifiers.text()
            .wordDropout(0.25)
            .training(options -> options.seed(42).clipNorm(Double.POSITIVE_INFINITY))
            .config();
    var provenance =
        new ProvenanceRecorder(config.training(), ProvenanceRecorder.sha256(learned), config)
            .note("trainingExamples", learned.size())
            .finish("Abacus 3", history);
    assertThat(provenance.seed()).isEqualTo(42);
    assertThat(provenance.engine()).isEqualTo("Abacus 3");
    assertThat(provenance.options())
        .containsEntry("trainingExamples", "2")
        .containsEntry("optimizer.clipNorm", "Infinity")
        .containsEntry("optimizer.method", "ADAMW")
        .containsEntry("schedule", "oneCycle")
        .containsEntry("recurrent.cell", "GRU")
        .doesNotContainKey("seed")
        .containsEntry("wordDropout", "0.25");
    assertThat(provenance.metrics())
        .containsExactly(
            Map.entry("trainingLoss", 0.5),
            Map.entry("trainingAccuracy", 0.75),
            Map.entry("validationLoss", 0.25),
            Map.entry("validationAccuracy", 1.0));
    // printf 'a\tx y\nb\té\n' | sha256sum
    assertThat(provenance.corpusSha256())
        .isEqualTo("f38c52acd12cd371e54f396fb2262c5594388ed7ec877909584a526e0ddfe3da");
  }

  private Path saved(SequenceClassifier classifier) throws IOException {
    Path file = folder.resolve("model.ginestra");
    classifier.save(file);
    return file;
  }

  private static SequenceClassifier load(Path file) throws IOException {
    return SequenceClassifier.loader().backend(new BagBackend()).load(file);
  }

  /** A tokenizer of a user's own. */
  private static final class Commas implements Tokenizer {
    @Override
    public String name() {
      return "commas";
    }

    @Override
    public List<Token> tokenize(String text, int limit) {
      return Tokenizer.plainWords().tokenize(text.replace(',', ' '), limit);
    }
  }
}
