package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the places that files are written to. */
@DisabledOnOs(OS.WINDOWS)
class OutputFilesTest {
  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = Samples.tsv(folder);
  }

  private Program train(Path model, Path json) {
    return Program.run(
        "train",
        "classifier",
        data,
        "-m",
        model,
        "--json",
        json,
        "--set=epochs=1",
        "--set=units=4");
  }

  private static void requireModel(byte[] bytes) throws IOException {
    try (SequenceClassifier classifier = SequenceClassifier.loader().load(bytes)) {
      assertThat(classifier.labels()).containsExactly("ham", "spam");
    }
  }

  @Test
  void a_named_pipe_is_written_to_and_stays_one() throws Exception {
    Path model = folder.resolve("model.fifo");
    Path json = folder.resolve("json.fifo");
    for (Path pipe : List.of(model, json)) {
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }
    CompletableFuture<byte[]> readModel = CompletableFuture.supplyAsync(() -> read(model));
    CompletableFuture<byte[]> readJson = CompletableFuture.supplyAsync(() -> read(json));

    Program program = train(model, json);

    assertThat(program.err()).isEmpty();
    requireModel(readModel.get());
    assertThat(
            JsonParser.parseString(new String(readJson.get(), StandardCharsets.UTF_8))
                .isJsonObject())
        .isTrue();
    assertThat(Files.readAttributes(model, "*").get("isOther")).isEqualTo(true);
    assertThat(Files.readAttributes(json, "*").get("isOther")).isEqualTo(true);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_link_is_followed_and_stays_one() throws IOException {
    Path target = Files.createDirectory(folder.resolve("store")).resolve("real.ginestra");
    Path link = Files.createSymbolicLink(folder.resolve("model"), target);
    Path json = Files.createSymbolicLink(folder.resolve("json"), folder.resolve("figures.json"));

    assertThat(train(link, json).err()).isEmpty();

    assertThat(link).isSymbolicLink();
    assertThat(json).isSymbolicLink();
    requireModel(Files.readAllBytes(target));
    assertThat(folder.resolve("figures.json")).isRegularFile();
  }

  @Test
  void a_new_file_has_the_permissions_of_the_umask_and_nothing_lies_beside_it() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    Path model = folder.resolve("new/model.ginestra");
    Path json = folder.resolve("new/figures.json");

    train(model, json);

    for (Path file : List.of(model, json)) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(Files.getPosixFilePermissions(other));
    }
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactlyInAnyOrder(model, json);
    }
  }

  @Test
  void an_old_file_keeps_its_permissions() throws IOException {
    Path model = Files.createFile(folder.resolve("model"));
    var own = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(model, own);

    train(model, folder.resolve("json"));

    assertThat(Files.getPosixFilePermissions(model)).isEqualTo(own);
  }

  @Test
  void a_training_that_fails_leaves_the_old_model() throws IOException {
    Path model = Files.writeString(folder.resolve("model"), "old");
    Path bad = Files.writeString(folder.resolve("bad.tsv"), "no tab\n");

    assertThat(Program.run("train", "classifier", bad, "-m", model).code()).isEqualTo(1);

    assertThat(model).hasContent("old");
  }

  @Test
  void a_model_goes_to_standard_output() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Program program =
        Program.runTo(
            out, Map.of(), new byte[0], "train", "classifier", data, "-m", "-", "--set=epochs=1");

    requireModel(out.toByteArray());
    assertThat(program.err()).contains("epoch  1").doesNotContain("error");
  }
}
