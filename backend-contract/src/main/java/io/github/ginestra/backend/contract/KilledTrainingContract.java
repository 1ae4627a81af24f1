package io.github.ginestra.backend.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.spi.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trainings in processes of their own that are killed (SIGKILL) at random moments after their first
 * checkpoint resume from their checkpoints, each time from a later one, and end with the weights
 * and the history of an uninterrupted training, to the last bit.
 *
 * <p>One training is killed once in each build; with the tag {@code soak}, one of every kind is
 * killed as often as the system property {@code ginestra.kills} says, by default {@value
 * #DEFAULT_KILLS} times.
 */
abstract class KilledTrainingContract extends BackendUnderTest {
  private static final int DEFAULT_KILLS = 3;
  private static final int KILLS = Integer.getInteger("ginestra.kills", DEFAULT_KILLS);
  private static final int MOST_STEPS_MORE = 60;
  private static final int MOST_TRAININGS = 30;
  private static final int MOST_MILLIS_MORE = 15;
  private static final long NO_STEP = Integer.MAX_VALUE;
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  KilledTrainingContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Tag("slow")
  @Test
  void a_killed_training_resumes_and_ends_with_the_same_weights(@TempDir Path folder)
      throws Exception {
    requireTraining();
    kill(KilledTraining.Kind.CLASSIFIER, 1, folder.resolve("trainings"));
  }

  @Tag("soak")
  @Test
  void trainings_of_every_kind_killed_again_and_again_end_with_the_same_weights(
      @TempDir Path folder) throws Exception {
    requireTraining();
    KilledTraining.Kind[] kinds = KilledTraining.Kind.values();
    ConcurrencyContract.inParallel(
        kinds.length, i -> kill(kinds[i], KILLS, folder.resolve(kinds[i].name())));
  }

  private void kill(KilledTraining.Kind kind, int times, Path folder) throws Exception {
    Files.createDirectory(folder);
    Ended uninterrupted = live(kind, folder, "uninterrupted", null).ended();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    Set<Long> resumed = new TreeSet<>();
    int least = (times + 1) / 2; // the others may have been killed after their last step
    for (int training = 1;
        training <= MOST_TRAININGS && (kills < times || resumed.size() < least);
        training++) {
      String name = "training-" + training;
      Life life = live(kind, folder, name, random);
      while (life.killed() && ++kills < times) {
        life = liveOn(life, kind, folder, name, random, resumed);
      }
      Ended ended =
          (life.killed() ? liveOn(life, kind, folder, name, null, resumed) : life).ended();
      String how = kind + ", " + kills + " kills, seed " + seed;
      assertThat(ended.weights()).as(how).isEqualTo(uninterrupted.weights());
      assertThat(ended.losses()).as(how).isEqualTo(uninterrupted.losses());
    }
    assertThat(resumed)
        .as("%s, steps resumed from, seed %s", kind, seed)
        .hasSizeGreaterThanOrEqualTo(least);
  }

  /** Lives on after a kill, and notes from which step: a later one than the time before. */
  private Life liveOn(
      Life killed,
      KilledTraining.Kind kind,
      Path folder,
      String name,
      @Nullable Random random,
      Set<Long> resumed)
      throws Exception {
    Life life = live(kind, folder, name, random);
    assertThat(life.from())
        .as("step gone on from")
        .isGreaterThanOrEqualTo(killed.from() + KilledTraining.INTERVAL);
    if (life.from() < NO_STEP - 1) { // else it was killed after its last step
      resumed.add(life.from());
    }
    return life;
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void a_training_asked_to_terminate_exits_cleanly(KilledTraining.Kind kind, @TempDir Path folder)
      throws Exception {
    requireTraining();
    Process process =
        program(kind, folder.resolve("checkpoints"), folder.resolve("model.ginestra"))
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo(KilledTraining.STEP + 1);
      process.destroy();
      assertThat(process.waitFor()).as("exit code after SIGTERM").isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * One run of the program.
   *
   * @param from the last step made before
   * @param killed whether it was killed before its end
   * @param model the file of the model, if it came to its end
   */
  private record Life(long from, boolean killed, Path model) {
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
   * Starts a training, or goes on with it, and kills it some steps and a moment after its next
   * checkpoint, if it is not over before. Where there is a checkpoint, it must go on from there,
   * and be able to read it.
   *
   * @param name the training's
   * @param random draws when; null to leave it alone
   */
  private Life live(KilledTraining.Kind kind, Path folder, String name, @Nullable Random random)
      throws Exception {
    Path checkpoints = folder.resolve(name);
    Path model = folder.resolve(name + ".ginestra");
    Path errors = folder.resolve(name + ".log");
    boolean resumes = hasCheckpoint(checkpoints);
    Process process =
        program(kind, checkpoints, model).redirectError(Redirect.appendTo(errors.toFile())).start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      long from = nextStep(output) - 1;
      assertThat(from > 0).as("goes on from step %s", from).isEqualTo(resumes);
      // the step after the next checkpoint is made once that has been written
      long last = from + KilledTraining.INTERVAL + 1;
      if (random != null && reaches(last + random.nextInt(MOST_STEPS_MORE), output)) {
        Thread.sleep(random.nextInt(MOST_MILLIS_MORE));
        process.destroyForcibly();
      } else {
        reaches(NO_STEP, output); // read on, so that it need not wait
      }
      int exit = process.waitFor();
      assertThat(exit).as("exit code; errors: %s", Files.readString(errors)).isIn(0, KILLED);
      assertThat(Files.readString(errors)).doesNotContain("is passed over");
      return new Life(from, exit == KILLED, model);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The number of the next step that is made; without one, {@link #NO_STEP}. */
  private static long nextStep(BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      return NO_STEP;
    }
    assertThat(line).startsWith(KilledTraining.STEP);
    return Long.parseLong(line.substring(KilledTraining.STEP.length()));
  }

  /** Reads on to a step; false if the training is over before. */
  private static boolean reaches(long step, BufferedReader output) throws IOException {
    long made = 0;
    while (made < step) {
      made = nextStep(output);
    }
    return made != NO_STEP;
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
