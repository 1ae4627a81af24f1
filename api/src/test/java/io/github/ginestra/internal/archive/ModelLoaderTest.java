package io.github.ginestra.internal.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.StubBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierLoader;
import io.github.ginestra.classification.SavedModels;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModelLoader;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where saved models come from and go to, and how a backend is given. */
class ModelLoaderTest {
  private static final String TEXT = "il mare, il sole\nla luna e il mare\n".repeat(20);
  private static final List<String> MESSAGES = List.of("we played a song", "a goal", "soup");

  @TempDir private Path folder;

  private final BigramBackend bigrams = new BigramBackend();
  private final SequenceClassifier classifier =
      Topics.classifier().backend(new BagBackend()).train(Topics.examples(60, 1));

  @AfterEach
  void close() {
    classifier.close();
  }

  private static byte[] bytes(SequenceClassifier model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    return out.toByteArray();
  }

  private static ClassifierLoader loader() {
    return SequenceClassifier.loader().backend("bag");
  }

  private void assertSameAnswers(SequenceClassifier loaded) {
    assertThat(loaded.classifyAll(MESSAGES))
        .extracting(Classification::probabilities)
        .isEqualTo(
            classifier.classifyAll(MESSAGES).stream().map(Classification::probabilities).toList());
    loaded.close();
  }

  private <M extends LanguageModel> M train(LanguageModelBuilder<M> builder) {
    return builder
        .backend(bigrams)
        .recurrent(RecurrentSpec.simple(64))
        .unroll(10)
        .training(o -> o.epochs(2).batchSize(4).learningRate(2).seed(1).validationFraction(0.2))
        .train(TEXT);
  }

  /** A stream that counts what is asked of it. */
  private static final class Watched extends ByteArrayInputStream {
    private boolean closed;

    Watched(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Nested
  class AClassifier {

    @Test
    void comes_from_a_stream_that_is_read_to_its_end_and_left_open() throws IOException {
      Watched in = new Watched(bytes(classifier));
      assertSameAnswers(loader().load(in));
      assertThat(in.available()).isZero();
      assertThat(in.closed).isFalse();
    }

    @Test
    void comes_from_a_stream_that_gives_a_byte_at_a_time() throws IOException {
      InputStream slow =
          new ByteArrayInputStream(bytes(classifier)) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
              return super.read(target, from, Math.min(1, length));
            }
          };
      assertSameAnswers(loader().load(slow));
    }

    @Test
    void comes_from_memory_which_is_not_kept() throws IOException {
      byte[] bytes = bytes(classifier);
      SequenceClassifier loaded = loader().load(bytes);
      Arrays.fill(bytes, (byte) 0);
      assertSameAnswers(loaded);
    }

    @Test
    void comes_from_a_url_of_a_file_and_of_a_jar() throws IOException {
      byte[] bytes = bytes(classifier);
      Path file = Files.write(folder.resolve("m.ginestra"), bytes);
      assertSameAnswers(loader().load(file.toUri().toURL()));

      Path jar = jar("models/m.ginestra", bytes);
      assertSameAnswers(loader().load(new URL("jar:" + jar.toUri() + "!/models/m.ginestra")));
    }

    @Test
    void comes_from_a_resource_beside_a_class_or_at_the_root_of_its_loader() throws Exception {
      byte[] bytes = bytes(classifier);
      Path jar = jar("io/github/ginestra/m.ginestra", bytes);
      URL classes = Topics.class.getProtectionDomain().getCodeSource().getLocation();
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {classes, jar.toUri().toURL()}, null)) {
        Class<?> owner = loader.loadClass(Topics.class.getName());
        assertSameAnswers(loader().loadResource(owner, "m.ginestra"));
        assertSameAnswers(loader().loadResource(owner, "/io/github/ginestra/m.ginestra"));
      }
    }

    @Test
    void comes_through_the_short_doors_too() throws IOException {
      byte[] bytes = bytes(classifier);
      Path file = Files.write(folder.resolve("m.ginestra"), bytes);
      assertSameAnswers(SequenceClassifier.load(bytes));
      assertSameAnswers(SequenceClassifier.load(new ByteArrayInputStream(bytes)));
      assertSameAnswers(SequenceClassifier.load(file.toUri().toURL()));
      assertThatExceptionOfType(FileNotFoundException.class)
          .isThrownBy(() -> SequenceClassifier.loadResource(Topics.class, "none"));
    }

    @Test
    void goes_to_a_stream_as_it_goes_to_a_file_and_leaves_it_open() throws IOException {
      Path file = folder.resolve("m.ginestra");
      classifier.save(file);
      Path streamed = folder.resolve("streamed.ginestra");
      try (OutputStream out = Files.newOutputStream(streamed)) {
        classifier.save(out);
        out.flush();
        assertThat(streamed).hasSameBinaryContentAs(file);
        out.write(1); // still open
      }
    }

    @Test
    void that_is_closed_goes_nowhere() {
      classifier.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> classifier.save(new ByteArrayOutputStream()))
          .withMessage("the classifier is closed");
    }

    private Path jar(String name, byte[] content) throws IOException {
      Path jar = folder.resolve("models.jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
      }
      return jar;
    }
  }

  @Nested
  class ALanguageModel {
    private static final Sampler SAMPLER = Sampler.temperature(1).seed(7);

    private byte[] bytes(LanguageModel model) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      model.save(out);
      return out.toByteArray();
    }

    @Test
    void of_characters_comes_from_everywhere_and_writes_the_same() throws IOException {
      try (CharLanguageModel model = train(LanguageModels.characters())) {
        byte[] bytes = bytes(model);
        Path file = folder.resolve("m.ginestra");
        model.save(file);
        assertThat(file).hasBinaryContent(bytes);
        String text = model.generate("il", SAMPLER, 40);
        LanguageModelLoader<CharLanguageModel> loader = CharLanguageModel.loader().backend(bigrams);

        assertThat(loader.load(bytes).generate("il", SAMPLER, 40)).isEqualTo(text);
        assertThat(loader.load(new ByteArrayInputStream(bytes)).generate("il", SAMPLER, 40))
            .isEqualTo(text);
        assertThat(loader.load(file.toUri().toURL()).generate("il", SAMPLER, 40)).isEqualTo(text);
      }
    }

    @Test
    void of_words_is_not_taken_for_one_of_characters_and_the_message_names_the_source()
        throws IOException {
      try (WordLanguageModel model = train(LanguageModels.words().embedding(64))) {
        byte[] bytes = bytes(model);
        assertThat(WordLanguageModel.loader().backend(bigrams).load(bytes).symbols("a b"))
            .containsExactly("a", " b");
        assertThatExceptionOfType(ModelFormatException.class)
            .isThrownBy(() -> CharLanguageModel.loader().backend(bigrams).load(bytes))
            .withMessageStartingWith(
                "the array of " + bytes.length + " bytes: model.json, model: ");
      }
    }
  }

  @Nested
  class AnErrorNames {

    @Test
    void the_stream_or_array_that_holds_no_model() {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> loader().load(new byte[0]))
          .withMessage("the array of 0 bytes: is no model file, or cut short: it has only 0 bytes");
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> loader().load(InputStream.nullInputStream()))
          .withMessage("the input stream: is no model file, or cut short: it has only 0 bytes");
    }

    @Test
    void a_stream_of_another_kind_at_once_even_if_it_has_no_end() {
      InputStream endless =
          new InputStream() {
            private int count;

            @Override
            public int read() {
              return 0;
            }

            @Override
            public int read(byte[] target, int from, int length) {
              count += length;
              assertThat(count).isLessThan(1 << 22);
              return length;
            }
          };
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> loader().load(endless))
          .withMessage("the input stream: is no model file: it does not begin as a zip file does");
    }

    @Test
    void the_stream_that_ends_too_soon_wherever_that_is() throws IOException {
      byte[] good = bytes(SavedModels.plain(Tokenizer.messages()));
      for (int length = 0; length < good.length; length += 7) {
        InputStream cut = new ByteArrayInputStream(good, 0, length);
        assertThatExceptionOfType(ModelFormatException.class)
            .isThrownBy(() -> loader().load(cut))
            .withMessageStartingWith("the input stream: is no model file, or cut short: ");
      }
    }

    @Test
    void the_url_that_cannot_be_read_and_that_holds_something_else() throws IOException {
      URL none = folder.resolve("none.ginestra").toUri().toURL();
      assertThatIOException()
          .isThrownBy(() -> loader().load(none))
          .withMessageStartingWith("cannot read " + none + ": java.io.FileNotFoundException: ");
      URL page = Files.writeString(folder.resolve("page.html"), "<html>").toUri().toURL();
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> loader().load(page))
          .withMessage(page + ": is no model file: it does not begin as a zip file does");
    }

    @Test
    void the_loader_that_found_no_resource_and_where_it_looked() {
      assertThatExceptionOfType(FileNotFoundException.class)
          .isThrownBy(() -> loader().loadResource(Topics.class, "none.ginestra"))
          .withMessage(
              "no resource \"none.ginestra\" for the class io.github.ginestra.Topics: its class"
                  + " loader ("
                  + Topics.class.getClassLoader()
                  + ") looked for io/github/ginestra/none.ginestra; a name that begins with / is"
                  + " looked for from the root, and a module must open the package of a resource to"
                  + " io.github.ginestra");
      assertThatExceptionOfType(FileNotFoundException.class)
          .isThrownBy(() -> loader().loadResource(String.class, "/none.ginestra"))
          .withMessageStartingWith(
              "no resource \"/none.ginestra\" for the class java.lang.String: the JDK's own class"
                  + " loader looked for none.ginestra; ");
    }

    @Test
    void the_resource_that_holds_something_else() {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> loader().loadResource(Topics.class, "Topics.class"))
          .withMessageStartingWith("the resource io/github/ginestra/Topics.class: ");
    }

    @Test
    void the_argument_that_is_null() {
      assertThatNullPointerException()
          .isThrownBy(() -> loader().load((InputStream) null))
          .withMessage("in must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> loader().load((URL) null))
          .withMessage("url must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> loader().loadResource(Topics.class, null))
          .withMessage("name must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.save((OutputStream) null))
          .withMessage("out must not be null");
    }

    @Test
    void the_missing_backend_before_a_stream_is_touched() {
      Watched in = new Watched("PK".getBytes(UTF_8));
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> SequenceClassifier.loader().backend("none").load(in));
      assertThat(in.available()).isEqualTo(2);
    }
  }

  @Nested
  class ABackendGivenAsAnObject {
    private final Backend runner =
        new StubBackend("runner") {
          @Override
          public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
            settings.check(this);
            return new BagBackend().load(spec, weights, settings);
          }
        };

    @Test
    void need_not_be_on_the_class_path() throws IOException {
      byte[] bytes = bytes(classifier);
      SequenceClassifier.loader().backend(runner).load(bytes).close();
      try (CharLanguageModel model = train(LanguageModels.characters())) {
        assertThat(bigrams.trainings).hasSize(1);
        assertThat(model.provenance().engine()).isEqualTo("Bigram 1.0");
      }
    }

    @Test
    void or_by_its_name_the_last_one_is_used() throws IOException {
      byte[] bytes = bytes(classifier);
      assertSameAnswers(SequenceClassifier.loader().backend(runner).backend("bag").load(bytes));
      SequenceClassifier.loader().backend("none").backend(runner).load(bytes).close();
      Topics.classifier()
          .backend("none")
          .backend(new BagBackend())
          .train(Topics.examples(60, 1))
          .close();
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(
              () ->
                  Topics.classifier()
                      .backend(new BagBackend())
                      .backend("none")
                      .train(Topics.examples(60, 1)));
    }

    @Test
    void that_cannot_train_is_refused_with_the_error_of_a_named_one() {
      String message =
          "backend \"runner\", named by .backend(...), runs trained models and cannot train; those"
              + " on the class path that can, to be named by .backend(...) on the builder: bag"
              + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#training)";
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> Topics.classifier().backend(runner).train(Topics.examples(60, 1)))
          .withMessage(message);
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> LanguageModels.characters().backend(runner).train(TEXT))
          .withMessage(message);
    }

    @Test
    void that_cannot_round_weights_is_refused_with_the_error_of_a_named_one() throws IOException {
      byte[] bytes = bytes(classifier);
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> SequenceClassifier.loader().backend(runner).quantize().load(bytes))
          .withMessageStartingWith("the backend \"runner\" does not hold weights as 8-bit numbers");
    }

    @Test
    void must_be_there() {
      assertThatNullPointerException()
          .isThrownBy(() -> SequenceClassifier.loader().backend((Backend) null))
          .withMessage("backend must not be null");
    }
  }
}
