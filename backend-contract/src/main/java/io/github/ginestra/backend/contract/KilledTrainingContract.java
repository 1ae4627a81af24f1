package io.github.ginestra.backend.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.archive.Document;
import io.github.ginestra.archive.ModelArchive;
import io.github.ginestra.spi.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trainings in processes of their own, killed (SIGKILL) at random moments and started again, go on
 * from their checkpoints and end with the weights and the history of one that was left alone, to
 * the last bit.
 *
 * <p>The system property {@code ginestra.kills} sets how often each is killed; the default is
 * {@value #DEFAULT_KILLS}.
 */
abstract class KilledTrainingContract extends BackendUnderTest {
  private static final int DEFAULT_KILLS = 2;
  private static final int KILLS = Integer.getInteger("ginestra.kills", DEFAULT_KILLS);
  private static final int LONGEST_LIFE_MILLIS = 400;
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  KilledTrainingContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void a_training_killed_again_and_again_goes_on_and_ends_with_the_same_weights(
      KilledTraining.Kind kind, @TempDir Path folder) throws Exception {
    requireTraining();
    Ended undisturbed = live(kind, folder, "undisturbed", null).ended();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    for (int training = 1; kills < KILLS; training++) {
      String name = "training-" + training;
      Life life = live(kind, folder, name, random.nextInt(LONGEST_LIFE_MILLIS));
      while (life.killed() && ++kills < KILLS) {
        life = live(kind, folder, name, random.nextInt(LONGEST_LIFE_MILLIS));
      }
      Ended ended = (life.killed() ? live(kind, folder, name, null) : life).ended();
      String how = kills + " kills, seed " + seed;
      assertThat(ended.weights()).as(how).isEqualTo(undisturbed.weights());
      assertThat(ended.losses()).as(how).isEqualTo(undisturbed.losses());
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void a_training_that_is_told_to_end_does_so_in_order(
      KilledTraining.Kind kind, @TempDir Path folder) throws Exception {
    requireTraining();
    Process process =
        program(kind, folder.resolve("checkpoints"), folder.resolve("model.ginestra"))
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo(KilledTraining.BEGUN + " 1");
      process.destroy();
      assertThat(process.waitFor()).as("exit code after SIGTERM").isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * One run of the program.
   *
   * @param killed whether it was killed before its end
   * @param model the file of the model, if it came to its end
   */
  private record Life(boolean killed, Path model) {
    Ended ended() throws IOException {
      ModelArchive archive = ModelArchive.read(model);
      List<String> losses = new ArrayList<>();
      for (Document epoch : archive.model().objects("history")) {
        losses.add(epoch.number("trainingLoss") + " " + epoch.number("validationLoss"));
      }
      return new Ended(Fixtures.bits(archive.weights()), losses);
    }
  }

  /**
   * What a training ends with.
   *
   * @param weights all values of all weights
   * @param losses those of each epoch
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Ended(float[] weights, List<String> losses) {}

  /**
   * Starts a training, or goes on with it, and kills it so many milliseconds after its first step,
   * if it is not over before. Where there is a checkpoint, it must go on from there, and be able to
   * read it.
   *
   * @param name the training's
   * @param milliseconds null to leave it alone
   */
  private Life live(
      KilledTraining.Kind kind, Path folder, String name, @Nullable Integer milliseconds)
      throws Exception {
    Path checkpoints = folder.resolve(name);
    Path model = folder.resolve(name + ".ginestra");
    Path errors = folder.resolve(name + ".log");
    boolean resumes = hasCheckpoint(checkpoints);
    Process process =
        program(kind, checkpoints, model).redirectError(Redirect.appendTo(errors.toFile())).start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String begun = output.readLine(); // none if there was no step left to make
      if (begun != null) {
        assertThat(begun).startsWith(KilledTraining.BEGUN);
        long step = Long.parseLong(begun.substring(KilledTraining.BEGUN.length() + 1));
        assertThat(step > 1).as("goes on at step %s", step).isEqualTo(resumes);
        if (milliseconds != null) {
          Thread.sleep(milliseconds);
          process.destroyForcibly();
        }
      }
      int exit = process.waitFor();
      assertThat(exit).as("exit code; errors: %s", Files.readString(errors)).isIn(0, KILLED);
      assertThat(Files.readString(errors)).doesNotContain("is passed over");
      return new Life(exit == KILLED, model);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean hasCheckpoint(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return false;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("checkpoint-"));
    }
  }

  private ProcessBuilder program(KilledTraining.Kind kind, Path checkpoints, Path model) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        KilledTraining.class.getName(),
        kind.name(),
        backend().name(),
        checkpoints.toString(),
        model.toString());
  }
}
