package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model travels to tasks as a value. */
class ModelScorerTest {
  private static final String TEXT = "dinner with bread and wine";

  private static ModelScorer copy(ModelScorer scorer) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(scorer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ModelScorer) in.readObject();
    }
  }

  @Test
  void a_copy_answers_to_the_last_bit_as_the_original_and_shares_its_model() throws Exception {
    ModelScorer scorer = SparkUnderTest.scorer(1);
    ModelScorer copy = copy(scorer);

    assertThat(copy.classify(TEXT)).isEqualTo(scorer.classify(TEXT));
    assertThat(copy.classifier()).isSameAs(scorer.classifier());
    assertThat(copy.sha256()).isEqualTo(scorer.sha256()).hasSize(64);
    assertThat(copy.labels()).containsExactly("food", "sport");
  }

  @Test
  void a_hundred_jobs_load_one_model_and_start_no_thread_that_stays() throws Exception {
    ModelScorer scorer = SparkUnderTest.scorer(2);
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkUnderTest.SESSION.sparkContext());
    int before = LoadedModels.size();
    for (int job = 0; job < 100; job++) {
      List<String> labels =
          context
              .parallelize(List.of(TEXT, TEXT), 2)
              .map(text -> scorer.classify(text).label())
              .collect();
      assertThat(labels).containsOnly(scorer.classify(TEXT).label());
    }
    assertThat(LoadedModels.size()).isLessThanOrEqualTo(before);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains("ginestra"));
  }

  @Test
  void a_file_that_is_replaced_is_loaded_by_the_next_task(@TempDir Path folder) throws Exception {
    ModelScorer one = SparkUnderTest.scorer(3);
    ModelScorer two = SparkUnderTest.scorer(4);
    Path file = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    ModelScorer address = ModelScorer.at(file.toString());
    ModelScorer task = copy(address);
    assertThat(task.classify(TEXT)).isEqualTo(one.classify(TEXT));

    Path next = Files.write(folder.resolve("next"), two.toBytes());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    assertThat(task.classify(TEXT)).isEqualTo(one.classify(TEXT));
    assertThat(copy(address).classify(TEXT)).isEqualTo(two.classify(TEXT));
    assertThat(ModelScorer.at(file.toUri().toString()).sha256()).isEqualTo(two.sha256());
  }

  @Test
  void what_is_no_model_is_refused_at_once() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ModelScorer.of("no model".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("is no model file");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ModelScorer.at("/nowhere/model.ginestra").labels())
        .withMessageContaining("/nowhere/model.ginestra");
  }

  @Test
  void a_language_model_has_a_perplexity_and_no_labels() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CharLanguageModel model =
        LanguageModels.characters()
            .backend("java")
            .recurrent(RecurrentSpec.lstm(4))
            .embedding(4)
            .unroll(10)
            .training(options -> options.epochs(1).batchSize(2))
            .train("the cat sat on the mat. ".repeat(40))) {
      model.save(out);
    }
    ModelScorer scorer = ModelScorer.of(out.toByteArray());

    assertThat(scorer.perplexity("the cat sat on"))
        .isBetween(1.0, scorer.perplexity("tac eht tas"));
    assertThatIllegalStateException()
        .isThrownBy(scorer::labels)
        .withMessage("the model is no classifier: it has no labels");
    assertThatIllegalStateException()
        .isThrownBy(() -> SparkUnderTest.scorer(1).perplexity("a"))
        .withMessageContaining("no language model");
  }
}
