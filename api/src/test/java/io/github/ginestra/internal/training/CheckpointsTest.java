package io.github.ginestra.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are broken off and go on, with backends in plain Java behind the border. */
class CheckpointsTest {
  private static final Examples TRAINING = Topics.examples(90, 1);

  /** Three epochs of eight steps, the last batch of each of another size than the others. */
  private static final int STEPS = 24;

  private static final String TEXT = "the quick brown fox jumps over the lazy dog. ".repeat(6);

  @TempDir Path folder;
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
  void listenToTheLog() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private static TrainingOptions.Builder options() {
    return TrainingOptions.builder()
        .epochs(3)
        .batchSize(10)
        .learningRate(0.05)
        .schedule(Schedule.cosine(0.2))
        .validationFraction(0.2)
        .patience(2)
        .seed(5);
  }

  private ClassifierBuilder resuming() {
    return classifier(options()).checkpoint(folder).resume(folder);
  }

  private static ClassifierBuilder classifier(TrainingOptions.Builder options) {
    return Topics.classifier().wordDropout(0.2).training(options.build());
  }

  private static SequenceClassifier train(ClassifierBuilder builder) {
    return builder.train(TRAINING);
  }

  private ModelArchive saved(SequenceClassifier classifier) {
    try (classifier) {
      Path file = folder.resolveSibling("saved.ginestra");
      classifier.save(file);
      return ModelArchive.read(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSame(Weights actual, Weights expected) {
    assertThat(actual.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(actual.get(name).values()).as(name).isEqualTo(expected.get(name).values());
    }
  }

  /** Epochs but for how long they took. */
  private static List<EpochMetrics> untimed(SequenceClassifier classifier) {
    return classifier.history().epochs().stream()
        .map(
            e ->
                new EpochMetrics(
                    e.epoch(),
                    e.trainingLoss(),
                    e.trainingAccuracy(),
                    e.validationLoss(),
                    e.validationAccuracy(),
                    0))
        .toList();
  }

  /** Cancels a training after so many steps of its own. */
  private static TrainingListener cancelAfter(int steps) {
    return new TrainingListener() {
      private int made;

      @Override
      public void onStep(TrainingProgress progress) {
        made++;
      }

      @Override
      public boolean isCancelled() {
        return made >= steps;
      }
    };
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

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_classifier_cancelled_again_and_again_ends_as_if_it_had_not_been(int accumulate)
      throws IOException {
    SequenceClassifier whole = train(classifier(options().gradientAccumulation(accumulate)));
    List<EpochMetrics> epochs = untimed(whole);
    Weights weights = saved(whole).weights();
    for (int every = 1; every < STEPS; every += 3) {
      deleteAll();
      SequenceClassifier resumed;
      do {
        resumed =
            resuming()
                .training(o -> o.gradientAccumulation(accumulate))
                .listener(cancelAfter(every))
                .train(TRAINING);
        resumed.close();
      } while (resumed.history().epochs().size() < 3
          || resumed.history().epochs().get(2).validationLoss().isEmpty());

      assertThat(untimed(resumed)).isEqualTo(epochs);
      assertSame(
          saved(train(resuming().training(o -> o.gradientAccumulation(accumulate)))).weights(),
          weights);
    }
  }

  private void deleteAll() throws IOException {
    for (String file : files()) {
      Files.delete(folder.resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void a_language_model_cancelled_again_and_again_ends_as_if_it_had_not_been(int every) {
    String whole = languageModel(b -> {}, new TrainingListener() {});
    Consumer<LanguageModelBuilder<CharLanguageModel>> resuming =
        b -> b.checkpoint(folder, 100).resume(folder);
    for (int i = 0; i < 60 / every; i++) {
      languageModel(resuming, cancelAfter(every));
    }

    assertThat(languageModel(resuming, new TrainingListener() {})).isEqualTo(whole);
  }

  @Test
  void a_checkpoint_without_the_state_that_streams_carry_is_passed_over() {
    Consumer<LanguageModelBuilder<CharLanguageModel>> resuming =
        b -> b.checkpoint(folder, 100).resume(folder);
    BigramBackend forgetful = new BigramBackend();
    forgetful.forgets = true;
    languageModel(resuming, cancelAfter(3), forgetful);

    assertThatIllegalStateException()
        .isThrownBy(() -> languageModel(resuming, new TrainingListener() {}))
        .withMessageStartingWith("none of the checkpoints in " + folder + " can be read");
  }

  /** Trains one, and shows all that it learned. */
  private String languageModel(
      Consumer<LanguageModelBuilder<CharLanguageModel>> change, TrainingListener listener) {
    return languageModel(change, listener, new BigramBackend());
  }

  private String languageModel(
      Consumer<LanguageModelBuilder<CharLanguageModel>> change,
      TrainingListener listener,
      BigramBackend backend) {
    LanguageModelBuilder<CharLanguageModel> builder =
        LanguageModels.characters()
            .recurrent(RecurrentSpec.simple(64))
            .unroll(6)
            .training(o -> o.epochs(4).batchSize(3).learningRate(2).patience(3).seed(2))
            .listener(listener)
            .backend(backend);
    change.accept(builder);
    try (CharLanguageModel model = builder.train(TEXT)) {
      Weights weights = backend.network().weights();
      StringBuilder shown = new StringBuilder(backend.training().spec.toString());
      weights.names().forEach(name -> shown.append(Arrays.toString(weights.get(name).values())));
      model.history().epochs().forEach(e -> shown.append(e.validationLoss()));
      return shown.toString();
    }
  }

  @Test
  void the_last_two_checkpoints_are_kept() throws IOException {
    train(classifier(options()).checkpoint(folder)).close();

    assertThat(files())
        .containsExactly("checkpoint-000000000016.ginestra", "checkpoint-000000000024.ginestra");
  }

  @Test
  void checkpoints_are_written_every_so_many_steps_and_at_the_end() throws IOException {
    train(classifier(options()).checkpoint(folder, 10)).close();

    assertThat(files())
        .containsExactly("checkpoint-000000000020.ginestra", "checkpoint-000000000024.ginestra");
  }

  @Test
  void a_training_that_was_over_gives_the_same_model_without_another_step() {
    ModelArchive whole = saved(train(resuming()));

    ModelArchive again = saved(train(resuming()));

    assertThat(BagBackend.last().training().batches).isEmpty();
    assertSame(again.weights(), whole.weights());
    assertThat(again.model()).isEqualTo(whole.model());
  }

  @Test
  void a_damaged_checkpoint_is_passed_over_with_a_warning_and_the_end_is_the_same()
      throws IOException {
    ModelArchive whole = saved(train(resuming()));
    damage(folder.resolve("checkpoint-000000000024.ginestra"));

    ModelArchive again = saved(train(resuming()));

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("the checkpoint " + folder.resolve("checkpoint-000000000024.ginestra"))
        .contains("is passed over");
    assertThat(BagBackend.last().training().learningRates).hasSize(8);
    assertSame(again.weights(), whole.weights());
    assertThat(files()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.", "moments.mean.", "moments.variance.", "best."})
  void a_checkpoint_whose_numbers_are_not_finite_is_passed_over(String tensors) throws IOException {
    ModelArchive whole = saved(train(resuming()));
    Path newest = folder.resolve("checkpoint-000000000024.ginestra");
    ModelArchive checkpoint = ModelArchive.read(newest);
    String name =
        checkpoint.weights().names().stream()
            .filter(n -> n.startsWith(tensors))
            .findFirst()
            .orElseThrow();
    checkpoint.weights().get(name).values()[0] = Float.POSITIVE_INFINITY;
    checkpoint.write(newest);

    ModelArchive again = saved(train(resuming()));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("is passed over", "tensor " + name + " holds Infinity at [0");
    assertSame(again.weights(), whole.weights());
  }

  @Test
  void where_all_checkpoints_are_damaged_it_says_so_and_deletes_none() throws IOException {
    train(resuming()).close();
    List<String> files = files();
    for (String file : files) {
      damage(folder.resolve(file));
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> train(resuming()))
        .withMessage(
            "none of the checkpoints in "
                + folder
                + " can be read (see the log): delete them to begin at the beginning");
    assertThat(warnings).hasSize(2);
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void what_a_killed_process_has_left_over_is_deleted() throws IOException {
    Files.writeString(
        folder.resolve(".ginestra-" + UUID.randomUUID() + ".tmp"), "half a checkpoint");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    train(resuming()).close();

    assertThat(files()).hasSize(3).contains("notes.txt");
  }

  @Test
  void the_listener_is_told_where_a_training_goes_on_and_nothing_at_a_beginning()
      throws IOException {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onResume(Path checkpoint, long step) {
            told.add(checkpoint.getFileName() + " " + step);
          }
        };
    resuming().listener(listener.andThen(cancelAfter(10))).train(TRAINING).close();
    assertThat(told).isEmpty();

    resuming().listener(listener).train(TRAINING).close();

    assertThat(told).containsExactly("checkpoint-000000000010.ginestra 10");
  }

  @Test
  void a_directory_serves_one_training_at_a_time() {
    List<Throwable> refused = new ArrayList<>();
    TrainingListener second =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            if (progress.step() == 10) {
              refused.add(catchThrowable(() -> train(resuming())));
            }
          }
        };

    resuming().listener(second).train(TRAINING).close();

    assertThat(refused)
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .asString()
        .contains("another training is going on in the directory " + folder);
    train(resuming()).close();
  }

  @Test
  void an_interrupted_thread_writes_its_checkpoint_all_the_same() throws IOException {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            Thread.currentThread().interrupt();
          }
        };
    train(resuming().listener(interrupting)).close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(files()).containsExactly("checkpoint-000000000001.ginestra");
    assertThat(saved(train(resuming())).weights().names()).isNotEmpty();
  }

  @Test
  void a_directory_without_checkpoints_is_a_beginning() {
    Path absent = folder.resolve("a/b");

    train(classifier(options()).checkpoint(absent).resume(absent)).close();

    assertThat(BagBackend.last().training().learningRates).hasSize(STEPS);
    assertThat(absent).isDirectory();
  }

  @Test
  void a_new_training_does_not_replace_the_checkpoints_of_an_earlier_one() throws IOException {
    train(resuming()).close();
    List<String> files = files();

    assertThatIllegalStateException()
        .isThrownBy(() -> train(classifier(options()).checkpoint(folder)))
        .withMessage(
            "the directory "
                + folder
                + " holds checkpoints of an earlier training (checkpoint-000000000024.ginestra):"
                + " resume(...) that training, delete them, or name another directory");
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void another_training_does_not_go_on_from_there_and_what_differs_is_told() {
    train(resuming()).close();

    assertThatIllegalStateException()
        .isThrownBy(() -> train(resuming().training(o -> o.epochs(4).learningRate(0.1))))
        .withMessage(
            "the checkpoint "
                + folder.resolve("checkpoint-000000000024.ginestra")
                + " is of another training: epochs was 3, is 4; learningRate was 0.05, is 0.1. Resume"
                + " it with what it was begun with, or begin a new one in another directory");
    assertThatIllegalStateException()
        .isThrownBy(() -> resuming().train(Topics.examples(90, 2)))
        .withMessageContaining("corpusSha256 was ");
    assertThatIllegalStateException()
        .isThrownBy(() -> resuming().pooling(Pooling.MEAN).train(TRAINING))
        .withMessageContaining("modelSha256 was ");
  }

  @Test
  void what_is_no_directory_is_refused_before_anything_else() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> train(classifier(options()).checkpoint(file)))
        .withMessageContaining(file + ": is not a directory");
  }
}
