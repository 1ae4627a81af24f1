package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.training.EpochMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InterruptionTest {
  @TempDir Path folder;

  /** Runs a command, and interrupts it when it has written a text. */
  private static Program runUntil(String text, Object... arguments) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    AtomicReference<Interruption> interruption = new AtomicReference<>();
    AtomicReference<Thread> hook = new AtomicReference<>();
    OutputStream watched =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            out.write(value);
          }

          @Override
          public void flush() {
            if (hook.get() == null && out.toString(StandardCharsets.UTF_8).contains(text)) {
              hook.set(new Thread(interruption.get()::request));
              hook.get().start();
              while (!interruption.get().isRequested()) {
                Thread.onSpinWait();
              }
            }
          }
        };
    CommandLine line = Ginestra.commandLine(InputStream.nullInputStream(), watched, err, Map.of());
    interruption.set(((Ginestra) line.getCommand()).interruption());
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = line.execute(texts);
    assertThat(hook.get().isAlive()).as("waits for the command to end").isTrue();
    interruption.get().end();
    hook.get().join();
    return new Program(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void an_interrupted_training_keeps_its_model_and_says_how_to_go_on() throws Exception {
    Path model = folder.resolve("m.ginestra");
    Path checkpoints = folder.resolve("checkpoints");
    Object[] command = {
      "train",
      "classifier",
      Samples.tsv(folder),
      "--model",
      model,
      "--checkpoint",
      checkpoints,
      "--set=epochs=5000",
      "--set=units=4",
      "--resume"
    };

    Program interrupted = runUntil("epoch  2", command);
    Program again = runUntil("going on", command);

    assertThat(interrupted.code()).isEqualTo(130);
    assertThat(interrupted.err())
        .contains("interrupted in epoch", "is in " + model, "repeat the command with --resume");
    assertThat(interrupted.out()).doesNotContain("f1-score");
    try (SequenceClassifier classifier = SequenceClassifier.load(model)) {
      assertThat(classifier.history().epochs()).hasSizeBetween(2, 4999);
    }
    assertThat(again.code()).isEqualTo(130);
    assertThat(again.out()).containsPattern("going on in epoch [2-9]\\d* of 5000");
  }

  @Test
  void an_interrupted_training_with_validation_keeps_the_best_epoch_and_names_it()
      throws Exception {
    Path model = folder.resolve("m.ginestra");
    Path data = Samples.tsv(folder);
    Program interrupted =
        runUntil(
            "epoch  9",
            "train",
            "classifier",
            data,
            "--model",
            model,
            "--validation",
            data,
            "--set=epochs=5000",
            "--set=units=4");

    try (SequenceClassifier classifier = SequenceClassifier.load(model)) {
      EpochMetrics best = classifier.history().best().orElseThrow();
      assertThat(interrupted.err())
          .contains(
              "the model of epoch " + best.epoch() + ", the best so far by validation, is in");
      assertThat(classifier.provenance().metrics())
          .containsEntry("validationLoss", best.validationLoss().orElseThrow());
    }
  }

  @Test
  void an_interruption_after_the_last_epoch_keeps_the_complete_training_and_says_so()
      throws Exception {
    Path model = folder.resolve("m.ginestra");
    Path data = Samples.tsv(folder);
    String exchanged = Files.readString(data).replace("spam\t", "?\t").replace("ham\t", "spam\t");
    Path worse = Files.writeString(folder.resolve("worse.tsv"), exchanged.replace("?\t", "ham\t"));
    Program interrupted =
        runUntil(
            "epoch  3",
            "train",
            "classifier",
            data,
            "--model",
            model,
            "--validation",
            worse,
            "--set=epochs=3",
            "--set=patience=0",
            "--set=units=4");

    assertThat(interrupted.code()).isEqualTo(130);
    assertThat(interrupted.err())
        .contains("interrupted after the last epoch, 3: the model of that epoch is in " + model)
        .contains("the training is complete; to test the model: ginestra evaluate")
        .doesNotContain("to go on", "the best so far");
    try (SequenceClassifier classifier = SequenceClassifier.load(model)) {
      List<EpochMetrics> epochs = classifier.history().epochs();
      assertThat(classifier.history().best().orElseThrow().epoch()).isLessThan(3);
      assertThat(classifier.provenance().metrics())
          .containsEntry("trainingLoss", epochs.get(2).trainingLoss());
    }
  }

  @Test
  void without_checkpoints_it_says_how_to_have_some() throws Exception {
    Program interrupted =
        runUntil(
            "epoch  1",
            "train",
            "classifier",
            Samples.tsv(folder),
            "--model",
            folder.resolve("m.ginestra"),
            "--set=epochs=5000",
            "--set=units=4");

    assertThat(interrupted.code()).isEqualTo(130);
    assertThat(interrupted.err()).contains("train again with --checkpoint DIR");
  }

  @Test
  void what_keeps_nothing_is_not_waited_for() {
    Interruption interruption = new Interruption();

    interruption.request();

    assertThat(interruption.isRequested()).isTrue();
  }
}
