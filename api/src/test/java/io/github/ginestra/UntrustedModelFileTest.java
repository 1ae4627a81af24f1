package io.github.ginestra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.classification.SavedModels;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.archive.Forge;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files whose checksums are right and whose contents are not to be trusted. */
class UntrustedModelFileTest {
  private static final String TEXT = "FREE call £ don't 12345";

  @TempDir Path folder;
  private Path file;
  private String json;
  private byte[] weights;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.ginestra");
    SavedModels.full().save(file);
    Map<String, byte[]> entries = Forge.entries(file);
    json = new String(entries.get(Forge.JSON), UTF_8);
    weights = entries.get(Forge.WEIGHTS);
  }

  private void forge(String from, String to) throws IOException {
    assertThat(json).contains(from);
    int at = json.indexOf(from);
    String forged = json.substring(0, at) + to + json.substring(at + from.length());
    Files.write(file, Forge.sealed(forged, weights));
  }

  private static SequenceClassifier load(Path file) throws IOException {
    return SequenceClassifier.loader().backend(new BagBackend()).load(file);
  }

  private void assertRefused(String fault) {
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(fault);
  }

  @Nested
  class Memory {
    /** Beside what depends on the file's size. */
    private static final long BASE = 2_000_000;

    @ParameterizedTest
    @ValueSource(
        strings = {"{}", "[]", "0", "0.5", "\"\"", "\"\\n\"", "null", "{\"a\":{}}", "[[[{}]]]"})
    void what_nobody_asks_for_takes_none_and_the_model_answers(String value) throws IOException {
      Map<String, Double> before = answer(load(file));
      String many = "[" + (value + ",").repeat(200_000) + value + "]";
      for (String place :
          List.of("{\"format\"", "{\"network\"", "{\"letterCase\"", "{\"tokenizer\"")) {
        if (json.contains(place)) {
          forge(place, "{\"later\":" + many + "," + place.substring(1));

          long size = Files.size(file);
          assertThat(allocatedByLoading()).as(place).isLessThan(3 * size + BASE);
          assertThat(answer(load(file))).isEqualTo(before);
        }
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"history\":[|{}|holds more values than",
          "\"history\":[|{\"a\":0}|holds more values than",
          "\"history\":[|[]|holds more values than",
          "\"labels\":[|[]|holds more values than",
          "\"labels\":[|{}|holds more values than",
          "\"labels\":[|\"\"|holds more values than",
          "\"embeddings\":[|{}|holds more values than",
          "\"vocabulary\":[|\"ab\"|entries of \"vocabulary\" and the two special ones must be",
        })
    void what_is_asked_for_is_bounded(String list, String value, String fault) throws IOException {
      forge(list, list + (value + ",").repeat(800_000));

      assertRefused(fault);
      assertThat(allocatedByLoading()).isLessThan(20 * Files.size(file) + (24 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\"", "{\"epochs\"", "{\"network\""})
    void a_great_many_names_are_refused(String place) throws IOException {
      StringBuilder names = new StringBuilder("{");
      for (int i = 0; i < 250_000; i++) {
        names.append('"').append(Integer.toString(i, 36)).append("\":0,");
      }
      forge(place, names + place.substring(1));

      assertRefused("holds more values than");
      assertThat(allocatedByLoading()).isLessThan(20 * Files.size(file) + (24 << 20));
    }

    @Test
    void a_string_or_number_of_megabytes_is_named_by_its_start() throws IOException {
      forge("\"cell\":\"GRU\"", "\"cell\":\"" + "\\u0041".repeat(2_000_000) + "\"");
      assertRefused("\"cell\" (AAAAAAAAAA");
      forge("\"units\":3", "\"units\":" + "9".repeat(2_000_000));
      assertRefused("is not JSON");
      forge("\"units\":3", "\"units\":" + "9".repeat(300));
      assertRefused("\"units\" (1.0E300) must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e99999999999999999999"})
    void a_number_beyond_a_double_is_refused(String number) throws IOException {
      forge("\"temperature\":1.75", "\"temperature\":" + number);
      assertRefused("model.json: is not JSON: number " + number + " is beyond the range");
    }

    @Test
    void deep_nesting_ends_soon() throws IOException {
      forge("{\"format\"", "{\"deep\":" + "[".repeat(1_000_000) + ",\"format\"");
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertRefused("is not JSON"));
    }

    @Test
    void a_file_larger_than_the_heap_says_so() throws IOException {
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(Runtime.getRuntime().maxMemory() + 1);
      }
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> load(file))
          .withMessageStartingWith(file + ": out of memory: the file has ")
          .withMessageEndingWith("give it more with -Xmx");
    }

    private long allocatedByLoading() throws IOException {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        load(file).close();
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
      return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Map<String, Double> answer(SequenceClassifier classifier) {
      try (classifier) {
        return classifier.classify(TEXT).probabilities();
      }
    }
  }

  @Nested
  class Names {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "letter_case|embedding|embeddings must have different names, but two are called \"embedding\"",
          "letter_case|output|name (output) must be none of [linear, output, recurrent]",
          "letter_case|recurrent|name (recurrent) must be none of",
          "embedding|linear|name (linear) must be none of",
          "embedding|linear.x|name (linear.x) must be of letters, digits, underscores and hyphens",
          "embedding|recurrent.weight_ih_l0|name (recurrent.weight_ih_l0) must be of letters",
          "embedding|''|name () must be of letters",
          "embedding|\\n|must be of letters",
        })
    void of_embedding_tables_must_differ_from_all_others(String from, String to, String fault)
        throws IOException {
      forge("\"name\":\"" + from + "\"", "\"name\":\"" + to + "\"");
      assertRefused(fault);
    }

    @Test
    void of_tensors_stand_once() throws IOException {
      weights =
          Forge.safetensors(
              "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                  + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
              8);
      Files.write(file, Forge.sealed(json, weights));
      assertRefused("weights.safetensors, header, a: stands twice");
    }
  }

  @Nested
  class Numbers {
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void of_a_classifier_are_finite_in_every_tensor(float value) throws IOException {
      ModelArchive archive = ModelArchive.read(file);
      for (String name : archive.weights().names()) {
        with(archive, name, value).write(file);
        assertRefused("weights.safetensors: tensor " + name + " holds " + value + " at [");
      }
    }

    @Test
    void of_a_language_model_are_finite_in_every_tensor() throws IOException {
      BigramBackend backend = new BigramBackend();
      try (CharLanguageModel model =
          LanguageModels.characters()
              .recurrent(RecurrentSpec.simple(16))
              .training(options -> options.epochs(1).seed(1))
              .backend(backend)
              .train("il mare, il sole\n".repeat(300))) {
        model.save(file);
      }
      ModelArchive archive = ModelArchive.read(file);
      for (String name : archive.weights().names()) {
        with(archive, name, Float.NaN).write(file);
        assertThatThrownBy(() -> CharLanguageModel.loader().backend(backend).load(file))
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining("tensor " + name + " holds NaN at [");
      }
    }

    @Test
    void are_named_by_their_index() throws IOException {
      ModelArchive archive = ModelArchive.read(file);
      with(archive, "linear.weight", Float.NaN).write(file);
      assertRefused("tensor linear.weight holds NaN at [2, 31]; its values must be finite");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"seconds\":1.5|\"seconds\":-1|\"seconds\" (-1) must be in [0, ",
          "\"seconds\":1.5|\"seconds\":\"Infinity\"|\"seconds\" (Infinity) must be in [0, ",
          "\"trainingAccuracy\":0.5|\"trainingAccuracy\":7|\"trainingAccuracy\" (7) must be in [0, 1",
          "\"epoch\":1|\"epoch\":-1|\"epoch\" (-1) must be in [1, ",
          "\"characterLimit\":20000|\"characterLimit\":-5|\"characterLimit\" (-5) must be in [1, ",
          "\"maximumTokens\":77|\"maximumTokens\":0|\"maximumTokens\" (0) must be in [1, ",
        })
    void that_make_no_sense_are_refused(String from, String to, String fault) throws IOException {
      forge(from, to);
      assertRefused(fault);
    }

    /** The archive with another value at the end of a tensor. */
    private static ModelArchive with(ModelArchive archive, String name, float value) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      archive.weights().names().forEach(n -> tensors.put(n, archive.weights().get(n)));
      float[] values = tensors.get(name).values().clone();
      values[values.length - 1] = value;
      tensors.put(name, new Tensor(tensors.get(name).shape(), values));
      return new ModelArchive(
          archive.version(),
          archive.kind(),
          archive.model(),
          archive.provenance(),
          Weights.of(tensors));
    }
  }
}
