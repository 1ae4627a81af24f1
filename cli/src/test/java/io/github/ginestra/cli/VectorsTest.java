package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.archive.ModelArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with pretrained vectors. */
class VectorsTest {
  private static final String VECTORS =
      "free 0.25 0.5 0.75\nprize 0.5 0.25 0.125\nvive 0.75 0.25 0.5\n";

  @TempDir Path folder;

  private Program train(String kind, Path data, Object... options) throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), VECTORS);
    List<Object> arguments =
        new ArrayList<>(List.of("train", kind, data, "-m", model(), "--vectors", vectors));
    arguments.addAll(List.of(Samples.QUICK));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray());
  }

  private Path model() {
    return folder.resolve("m.ginestra");
  }

  /** The vectors of the model, row by row. */
  private List<float[]> rows() throws IOException {
    float[] table = ModelArchive.read(model()).weights().get("embedding.weight").values();
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < table.length; from += 3) {
      rows.add(Arrays.copyOfRange(table, from, from + 3));
    }
    return rows;
  }

  @Test
  void frozen_vectors_are_those_of_the_file() throws IOException {
    assertThat(train("classifier", Samples.tsv(folder), "--freeze-vectors").code()).isZero();

    assertThat(rows()).contains(new float[] {0.25f, 0.5f, 0.75f}, new float[] {0.75f, 0.25f, 0.5f});
    assertThat(Program.run("inspect", model(), "--options").out())
        .contains("embedding.trainable = false");
  }

  @Test
  void a_tagger_takes_them_too() throws IOException {
    assertThat(train("tagger", Samples.names(folder), "--freeze-vectors").code()).isZero();

    assertThat(Program.run("inspect", model(), "--options").out())
        .contains("embedding.trainable = false", "embedding.dimension = 3");
  }

  @Test
  void vectors_go_on_to_be_learned_unless_they_are_frozen() throws IOException {
    assertThat(train("classifier", Samples.tsv(folder)).code()).isZero();

    assertThat(rows()).doesNotContain(new float[] {0.25f, 0.5f, 0.75f}).hasSizeGreaterThan(5);
    assertThat(Program.run("inspect", model(), "--options").out())
        .contains("embedding.trainable = true", "embedding.dimension = 3");
  }

  @Test
  void only_the_first_vectors_are_read_if_one_wants() throws IOException {
    train("classifier", Samples.tsv(folder), "--freeze-vectors", "--vector-words", "1");

    assertThat(rows())
        .contains(new float[] {0.25f, 0.5f, 0.75f})
        .doesNotContain(new float[] {0.5f, 0.25f, 0.125f});
  }

  @Test
  void a_file_that_is_missing_or_holds_no_vectors_is_an_error() throws IOException {
    Path data = Samples.tsv(folder);
    Path none = folder.resolve("none.txt");
    Path odd = Files.writeString(folder.resolve("odd.txt"), "free 0.25 0.5\nprize 0.5\n");

    Program missing = Program.run("train", "classifier", data, "-m", model(), "--vectors", none);
    Program malformed = Program.run("train", "classifier", data, "-m", model(), "--vectors", odd);

    assertThat(missing.err()).contains("no such file: " + none);
    assertThat(missing.out()).isEmpty();
    assertThat(malformed.err()).contains("odd.txt, line 2").doesNotContain("Exception");
    assertThat(malformed.code()).isEqualTo(1);
    assertThat(model()).doesNotExist();
  }

  @Test
  void a_cross_validation_takes_them_too() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), VECTORS);

    Program program =
        Program.run(
            "cross-validate",
            Samples.tsv(folder),
            "--folds=2",
            "--vectors",
            vectors,
            Samples.QUICK[0],
            Samples.QUICK[1],
            Samples.QUICK[2],
            Samples.QUICK[3]);

    assertThat(program.code()).as(program.err()).isZero();
    assertThat(program.out()).contains("accuracy");
  }
}
