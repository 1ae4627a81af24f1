package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.export.Export;
import io.github.ginestra.internal.Interrupter;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.training.DirectoryLock;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training's directory with what no training of this kind wrote there. */
class ForeignCheckpointsTest {
  private static final Examples TRAINING = Topics.examples(90, 1);

  /** Three epochs of eight steps. */
  private static final String LAST = "checkpoint-000000000024.ginestra";

  private static final String BEFORE = "checkpoint-000000000016.ginestra";

  @TempDir Path temporary;
  private Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final Logger logger = Logger.getLogger("io.github.ginestra");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          warnings.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("night"));
  }

  @BeforeEach
  void listenToTheLog() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private static ClassifierBuilder classifier(Path checkpoints) {
    return Topics.classifier()
        .training(
            TrainingOptions.builder()
                .epochs(3)
                .batchSize(10)
                .learningRate(0.05)
                .validationFraction(0.2)
                .patience(2)
                .seed(5)
                .build())
        .checkpoint(checkpoints)
        .resume(checkpoints);
  }

  private Weights train() throws IOException {
    try (SequenceClassifier trained = classifier(folder).train(TRAINING)) {
      Path file = folder.resolveSibling("saved.ginestra");
      trained.save(file);
      return ModelArchive.read(file).weights();
    }
  }

  private static void assertSame(Weights actual, Weights expected) {
    assertThat(actual.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(actual.get(name).values()).as(name).isEqualTo(expected.get(name).values());
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".ginestra.lock"))
          .sorted()
          .toList();
    }
  }

  /** Contents that are wrong, though whoever wrote them wrote right checksums. */
  @SuppressWarnings("ImmutableEnumChecker") // its functions have no state
  enum Wrong {
    NEGATIVE_STEPS(progress("steps", -1)),
    TOO_MANY_STEPS(progress("steps", 1_000_000)),
    NEGATIVE_TIME(progress("seconds", -1)),
    BATCHES_BEHIND_STEPS(progress("batches", 1)),
    EXAMPLES_BEHIND_THE_EPOCHS(current("examples", 5)),
    STEPS_BEHIND_THE_EPOCHS(current("steps", 500)),
    NO_HISTORY(progress("history", List.of())),
    EPOCHS_TWICE(ForeignCheckpointsTest::twice),
    WEIGHTS_MISSING(tensors((name, tensor) -> name.startsWith("weights.output") ? null : tensor)),
    WEIGHTS_OF_ANOTHER_SHAPE(tensors((name, t) -> name.startsWith("weights") ? SHORT : t)),
    WEIGHTS_NOT_FINITE(tensors((name, t) -> name.startsWith("weights") ? notFinite(t) : t)),
    MOMENTS_OF_ANOTHER_SHAPE(tensors((name, t) -> name.startsWith("moments") ? SHORT : t)),
    BEST_WEIGHTS_MISSING(tensors((name, tensor) -> name.startsWith("best.") ? null : tensor)),
    BEST_WEIGHTS_OF_ANOTHER_SHAPE(tensors((name, t) -> name.startsWith("best") ? SHORT : t));

    private final UnaryOperator<ModelArchive> change;

    Wrong(UnaryOperator<ModelArchive> change) {
      this.change = change;
    }

    void writeTo(Path file) throws IOException {
      change.apply(ModelArchive.read(file)).write(file);
    }
  }

  private interface TensorChange {
    @Nullable Tensor apply(String name, Tensor tensor);
  }

  private static final Tensor SHORT = new Tensor(List.of(1), new float[1]);

  private static Tensor notFinite(Tensor tensor) {
    float[] values = tensor.values().clone();
    values[0] = Float.NaN;
    return new Tensor(tensor.shape(), values);
  }

  private static UnaryOperator<ModelArchive> tensors(TensorChange change) {
    return archive -> {
      Map<String, Tensor> changed = new LinkedHashMap<>();
      for (String name : archive.weights().names()) {
        Tensor tensor = change.apply(name, archive.weights().get(name));
        if (tensor != null) {
          changed.put(name, tensor);
        }
      }
      return with(archive, archive.model(), Weights.of(changed));
    };
  }

  private static ModelArchive with(ModelArchive archive, Document model, Weights weights) {
    return new ModelArchive(
        archive.version(), archive.kind(), model, archive.provenance(), weights);
  }

  private static UnaryOperator<ModelArchive> progress(String name, Object value) {
    return archive -> changed(archive, document -> replaced(document, name, value));
  }

  private static UnaryOperator<ModelArchive> current(String name, Object value) {
    return archive ->
        changed(
            archive,
            document -> replaced(document, "current", replaced(object(document), name, value)));
  }

  private static Document object(Document progress) {
    try {
      return progress.object("current");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelArchive twice(ModelArchive archive) {
    return changed(
        archive,
        document -> {
          try {
            List<Document> epochs = new ArrayList<>(document.objects("history"));
            epochs.addAll(document.objects("history"));
            return replaced(document, "history", epochs);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static ModelArchive changed(ModelArchive archive, UnaryOperator<Document> change) {
    try {
      Document progress = change.apply(archive.model().object("progress"));
      return with(archive, replaced(archive.model(), "progress", progress), archive.weights());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document with another value. */
  private static Document replaced(Document document, String name, Object value) {
    Document.Builder builder = Document.builder();
    for (String member : document.names()) {
      put(builder, document, member, member.equals(name) ? value : null);
    }
    return builder.build();
  }

  @SuppressWarnings("unchecked") // lists of documents alone
  private static void put(
      Document.Builder builder, Document document, String name, @Nullable Object value) {
    try {
      if (value instanceof Integer number) {
        builder.put(name, number);
      } else if (value instanceof Document object) {
        builder.put(name, object);
      } else if (value instanceof List<?> list) {
        builder.putObjects(name, (List<Document>) list);
      } else if (name.equals("history")) {
        builder.putObjects(name, document.objects(name));
      } else if (name.equals("current") || name.equals("training") || name.equals("progress")) {
        builder.put(name, document.object(name));
      } else if (name.equals("counted")) {
        builder.put(name, document.flag(name));
      } else if (name.equals("loss") || name.equals("seconds")) {
        builder.put(name, document.number(name));
      } else {
        builder.put(name, document.integer(name, Long.MIN_VALUE, Long.MAX_VALUE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrong_contents_under_right_checksums_are_passed_over_and_the_end_is_the_same(Wrong wrong)
      throws IOException {
    Weights whole = train();
    wrong.writeTo(folder.resolve(LAST));

    Weights again = train();

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("the checkpoint " + folder.resolve(LAST) + " is passed over: it is damaged: ");
    assertSame(again, whole);
    assertThat(files()).containsExactly(BEFORE, LAST);
  }

  @Test
  void where_all_have_wrong_contents_it_says_so_and_deletes_none() throws IOException {
    train();
    Wrong.WEIGHTS_MISSING.writeTo(folder.resolve(LAST));
    Wrong.MOMENTS_OF_ANOTHER_SHAPE.writeTo(folder.resolve(BEFORE));

    assertThatIllegalStateException()
        .isThrownBy(this::train)
        .withMessageStartingWith("none of the checkpoints in " + folder + " can be read");
    assertThat(files()).containsExactly(BEFORE, LAST);
  }

  @Test
  void what_is_not_a_trainings_own_is_neither_deleted_nor_in_its_way() throws IOException {
    Path inside = folder.resolveSibling("outside");
    Files.writeString(inside, "mine");
    List<String> foreign = new ArrayList<>();
    for (String name :
        List.of(
            "checkpoint-000000000005.ginestra",
            ".ginestra-" + UUID.randomUUID() + ".tmp",
            ".ginestra-folder.tmp")) {
      Files.createDirectory(folder.resolve(name));
      foreign.add(name);
    }
    for (String name :
        List.of(
            ".ginestra-mine.tmp",
            ".ginestra-.tmp",
            "checkpoint-5.ginestra",
            LAST + ".old",
            "copy of " + LAST)) {
      Files.writeString(folder.resolve(name), "mine");
      foreign.add(name);
    }
    Files.createSymbolicLink(folder.resolve("checkpoint-000000000001.ginestra"), inside);
    foreign.add("checkpoint-000000000001.ginestra");

    train();
    train();

    assertThat(files()).containsAll(foreign).contains(BEFORE, LAST).hasSize(foreign.size() + 2);
    assertThat(inside).hasContent("mine");
  }

  @Test
  void a_checkpoint_whose_name_is_taken_is_left_out_with_a_warning() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve(LAST), Path.of("..", "outside"));
    Path taken = Files.createDirectory(folder.resolve(BEFORE));

    train();

    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0)).contains(taken + " is not written: something else has its name");
    assertThat(link).isSymbolicLink();
    assertThat(files()).containsExactly("checkpoint-000000000008.ginestra", BEFORE, LAST);
    train();
  }

  @Test
  void another_model_that_is_named_like_a_checkpoint_stays() throws IOException {
    train();
    Path model = folder.resolve("checkpoint-000000000001.ginestra");
    Files.copy(folder.resolveSibling("saved.ginestra"), model);
    Path newest = folder.resolve("checkpoint-000000000099.ginestra");
    Files.copy(model, newest);
    byte[] bytes = Files.readAllBytes(model);
    Files.delete(folder.resolve(LAST));

    train();

    assertThat(model).hasBinaryContent(bytes);
    assertThat(newest).hasBinaryContent(bytes);
    assertThat(files()).contains(BEFORE, LAST).hasSize(4);
  }

  @Test
  void a_link_to_a_directory_serves_as_one() throws IOException {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

    classifier(link).train(TRAINING).close();

    assertThat(folder.resolve("real").resolve(LAST)).isRegularFile();
  }

  @Test
  void a_folder_in_the_place_of_the_lock_is_named() throws IOException {
    Path lock = Files.createDirectory(folder.resolve(DirectoryLock.FILE));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::train)
        .withMessageContaining(lock + ": must be a file that a training can lock");
  }

  @Test
  void an_interrupt_while_checkpoints_are_written_loses_nothing() throws IOException {
    for (int step = 1; step <= 20; step++) {
      try (Interrupting listener = new Interrupting(step)) {
        Path checkpoints = folder.resolve("steps-" + step);
        ClassifierBuilder builder =
            Topics.classifier()
                .listener(listener)
                .training(TrainingOptions.builder().epochs(3).batchSize(10).build())
                .checkpoint(checkpoints, 1);
        try (SequenceClassifier trained = builder.train(TRAINING)) {
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
          Path model = folder.resolve("model.ginestra");
          trained.save(model);
          Export.of(trained.history()).writeCsv(folder.resolve("history.csv"));
          SequenceClassifier.load(model).close();
        }
        assertThat(
                checkpoints.resolve(String.format(Locale.ROOT, "checkpoint-%012d.ginestra", step)))
            .exists();
      }
    }
  }

  /** Interrupts a training from one of its steps on. */
  private static final class Interrupting implements TrainingListener, AutoCloseable {
    private final int step;
    private @Nullable Interrupter interrupter;

    Interrupting(int step) {
      this.step = step;
    }

    @Override
    public void onStep(TrainingProgress progress) {
      if (progress.step() == step) {
        interrupter = Interrupter.of(Thread.currentThread());
      }
    }

    @Override
    public void close() {
      if (interrupter != null) {
        interrupter.close();
      }
    }
  }
}
