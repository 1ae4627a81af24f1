package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with two backends as one jar, whose service files were merged or not. */
@Tag("slow")
class UberJarTest {
  private static final List<Path> JAVA_AND_PYTORCH =
      ConsumerProcess.with("with-java", "with-djl-pytorch");

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home).sharingNatives();
  }

  /** Natives stay beside it: half a gigabyte that would say nothing more. */
  private Path jar(List<Path> classPath, Class<?> main, Jars.Same same) throws IOException {
    List<Path> inside = new ArrayList<>(classPath);
    List<Path> natives =
        inside.stream().filter(path -> path.toString().contains("-native-")).toList();
    inside.removeAll(natives);
    return Jars.uber(home.resolve("app.jar"), inside, natives, main, same);
  }

  private Outcome run(Path jar, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-jar", jar.toString()));
    Collections.addAll(all, arguments);
    return consumer.java(all);
  }

  private static List<Path> pytorchFirst() {
    return ConsumerProcess.with("with-djl-pytorch", "with-java");
  }

  @Test
  void with_merged_service_files_trains_and_runs_models_as_the_jars_did() throws Exception {
    Outcome trained = run(jar(JAVA_AND_PYTORCH, SpamOrHam.class, Jars.Same.MERGED));
    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");

    Path answers = jar(JAVA_AND_PYTORCH, Answers.class, Jars.Same.MERGED);
    Outcome answered = run(answers, ConsumerProcess.model(home));
    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @Tag("soak")
  @Test
  void that_has_lost_the_service_file_of_djl_trains() throws Exception {
    Outcome trained = run(jar(pytorchFirst(), SpamOrHam.class, Jars.Same.FIRST));

    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
  }

  @Test
  void that_has_lost_java_says_so_instead_of_running_models_on_an_engine() throws Exception {
    Path jar = jar(pytorchFirst(), Answers.class, Jars.Same.FIRST);

    assertLost(run(jar, ConsumerProcess.model(home)), "java");
  }

  @Tag("soak")
  @Test
  void that_has_lost_the_engine_says_so_to_a_training() throws Exception {
    Path jar = jar(JAVA_AND_PYTORCH, SpamOrHam.class, Jars.Same.FIRST);

    assertLost(run(jar), "djl-pytorch");
    assertLost(run(jar, "djl-pytorch"), "djl-pytorch");
  }

  @Tag("soak")
  @Test
  void that_has_lost_one_of_two_engines_says_so_instead_of_taking_the_other() throws Exception {
    List<Path> both = ConsumerProcess.with("with-djl-mxnet", "with-djl-pytorch");

    assertLost(run(jar(both, SpamOrHam.class, Jars.Same.FIRST)), "djl-pytorch");
  }

  private static void assertLost(Outcome outcome, String lost) {
    assertThat(outcome.errors().lines())
        .contains(
            "in this program, but listed by no file"
                + " META-INF/services/io.github.ginestra.spi.Backend: "
                + lost
                + "; where several jars become one, these files must be merged, in the Maven Shade"
                + " plugin by ServicesResourceTransformer"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#merging)");
    assertThat(outcome.status()).isEqualTo(2);
  }
}
