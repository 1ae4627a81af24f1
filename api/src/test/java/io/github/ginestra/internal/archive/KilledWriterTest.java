package io.github.ginestra.internal.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes a model is killed (SIGKILL) at random moments. */
@Tag("slow")
class KilledWriterTest {
  private static final int KILLS = 8;
  private static final int FLOATS = 500_000;

  @TempDir Path folder;

  @Test
  void a_writer_killed_at_any_moment_leaves_the_old_model_or_the_new_one() throws Exception {
    Path file = folder.resolve("model.ginestra");
    Random random = new Random(1);
    int killedWhileWriting = 0;
    for (int i = 0; i < KILLS || (killedWhileWriting == 0 && i < 10 * KILLS); i++) {
      killWriter(file, random.nextInt(60));
      ModelArchive read = ModelArchive.read(file);
      float expected = read.kind().equals("old") ? 1 : 2;
      assertThat(read.weights().get("weight").values()).hasSize(FLOATS).containsOnly(expected);
      killedWhileWriting += deleteTemporaryFiles();
    }
    assertThat(killedWhileWriting).as("kills that hit the writing").isPositive();
  }

  /** Starts a writer, lets it write one model, and kills it after some more milliseconds. */
  private void killWriter(Path file, int milliseconds) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = writer.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("writing");
      Thread.sleep(milliseconds);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private int deleteTemporaryFiles() throws IOException {
    int deleted = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(f -> f.toString().endsWith(".tmp")).toList()) {
        Files.delete(path);
        deleted++;
      }
    }
    return deleted;
  }

  /** Replaces a model by another one until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      ModelArchive old = model("old", 1);
      ModelArchive young = model("new", 2);
      old.write(file);
      System.out.println("writing");
      while (true) {
        young.write(file);
        old.write(file);
      }
    }

    private static ModelArchive model(String kind, float value) {
      float[] values = new float[FLOATS];
      Arrays.fill(values, value);
      return new ModelArchive(
          1,
          kind,
          Document.builder().build(),
          Forge.provenance(),
          Weights.of(Map.of("weight", new Tensor(List.of(FLOATS), values))));
    }
  }
}
