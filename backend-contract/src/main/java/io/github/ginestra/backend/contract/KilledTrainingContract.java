package io.github.ginestra.backend.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.archive.ModelArchive;
import io.github.ginestra.spi.Capability;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trainings in processes of their own, killed (SIGKILL) at random moments and started again, end
 * with the weights of one that was left alone, to the last bit.
 *
 * <p>The system property {@code ginestra.kills} sets how often each is killed; the default is
 * {@value #DEFAULT_KILLS}.
 */
public abstract class KilledTrainingContract implements BackendUnderTest {
  private static final int DEFAULT_KILLS = 2;
  private static final int KILLS = Integer.getInteger("ginestra.kills", DEFAULT_KILLS);
  private static final int LONGEST_LIFE_MILLIS = 400;

  /** For subclasses. */
  protected KilledTrainingContract() {}

  @ParameterizedTest
  @EnumSource
  void a_training_killed_again_and_again_ends_with_the_same_weights(
      KilledTraining.Kind kind, @TempDir Path folder) throws Exception {
    requireTraining();
    float[] expected = trainUndisturbed(kind, folder);
    Random random = new Random();
    int kills = 0;
    int trainings = 0;
    while (kills < KILLS) {
      trainings++;
      Path checkpoints = folder.resolve("checkpoints-" + trainings);
      Path model = folder.resolve("model-" + trainings + ".ginestra");
      while (kills < KILLS && live(kind, checkpoints, model, random.nextInt(LONGEST_LIFE_MILLIS))) {
        kills++;
      }
      assertThat(live(kind, checkpoints, model, Integer.MAX_VALUE)).as("killed").isFalse();
      assertThat(bits(model)).as("after %s kills", kills).isEqualTo(expected);
    }
  }

  private float[] trainUndisturbed(KilledTraining.Kind kind, Path folder) throws Exception {
    Path model = folder.resolve("undisturbed.ginestra");
    assertThat(live(kind, folder.resolve("undisturbed"), model, Integer.MAX_VALUE)).isFalse();
    return bits(model);
  }

  private static float[] bits(Path model) throws IOException {
    return Fixtures.bits(ModelArchive.read(model).weights());
  }

  @ParameterizedTest
  @EnumSource
  void a_training_that_is_told_to_end_does_so_in_order(
      KilledTraining.Kind kind, @TempDir Path folder) throws Exception {
    requireTraining();
    Process process = start(kind, folder.resolve("checkpoints"), folder.resolve("model.ginestra"));
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo(KilledTraining.BEGUN);
      process.destroy();
      assertThat(process.waitFor()).as("exit code after SIGTERM").isEqualTo(143);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void requireTraining() {
    assumeTrue(
        provider().capabilities().contains(Capability.TRAINING),
        () -> provider().name() + " does not train");
  }

  /**
   * Starts a training, and kills it so many milliseconds after its first step, if it is not over
   * before.
   *
   * @return whether it was killed
   */
  private boolean live(KilledTraining.Kind kind, Path checkpoints, Path model, int milliseconds)
      throws Exception {
    Process process = start(kind, checkpoints, model);
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String line = output.readLine();
      if (milliseconds < Integer.MAX_VALUE) {
        assertThat(line).isEqualTo(KilledTraining.BEGUN);
        Thread.sleep(milliseconds);
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      assertThat(exit).as("exit code").isIn(0, 137);
      return exit == 137;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(KilledTraining.Kind kind, Path checkpoints, Path model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            kind.name(),
            provider().name(),
            checkpoints.toString(),
            model.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
