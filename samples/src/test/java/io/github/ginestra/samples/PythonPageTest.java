package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.network.Weights;
import io.github.ginestra.server.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python of the page on the model file reads what the library has saved. */
@Tag("slow")
class PythonPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```python\n(.*?)```");

  /** Prints each tensor: its name, its shape, its first and its last value, and their sum. */
  private static final String PRINT =
      """
      for name, w in weights.items():
          v = w.double().flatten()
          print(name, ",".join(map(str, w.shape)), v[0].item(), v[-1].item(), v.sum().item())
      """;

  @TempDir static Path folder;

  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    model = folder.resolve("spam.ginestra");
    try (SequenceClassifier spam =
        Classifiers.spam()
            .backend("java")
            .training(options -> options.epochs(1))
            .train(DemonstrationSetTest.messages())) {
      spam.save(model);
    }
  }

  @Test
  void two_lines_with_safetensors_read_the_weights_and_pytorch_takes_them() throws Exception {
    String python = pythonWith("safetensors.torch");

    assertThatWeightsAreRead(run(python, block(0) + block(1) + PRINT));
  }

  @Test
  void without_any_package_but_pytorch_the_weights_are_read_and_pytorch_takes_them()
      throws Exception {
    String python = pythonWith("torch");

    assertThatWeightsAreRead(run(python, block(2) + block(1) + PRINT));
  }

  private static String block(int index) throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Pages.ROOT.resolve("docs/model-format.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(3);
    return blocks.get(index);
  }

  private static void assertThatWeightsAreRead(String printed) throws IOException {
    Weights weights = ModelArchive.read(model).weights();
    assertThat(weights.names()).contains("recurrent.weight_hh_l0_reverse", "linear.weight.int8");
    assertThat(printed.lines()).hasSameSizeAs(weights.names());
    for (String line : printed.lines().toList()) {
      String[] words = line.split(" ");
      float[] values = weights.get(words[0]).values();
      assertThat(words[1])
          .as(line)
          .isEqualTo(
              weights.get(words[0]).shape().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(",")));
      assertThat(Double.parseDouble(words[2])).as(line).isEqualTo(values[0]);
      assertThat(Double.parseDouble(words[3])).as(line).isEqualTo(values[values.length - 1]);
      double sum = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
      assertThat(Double.parseDouble(words[4])).as(line).isCloseTo(sum, within(1e-6));
    }
  }

  /** An interpreter that has a module. */
  private static String pythonWith(String module) throws Exception {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (start(python, "import " + module) == 0) {
        return python;
      }
    }
    return abort("skipped: no python3 that has the module " + module);
  }

  private static String run(String python, String program) throws Exception {
    int code = start(python, program);
    String printed = Files.readString(folder.resolve("printed"));
    assertThat(code).as(printed).isZero();
    return printed;
  }

  private static int start(String python, String program) throws Exception {
    try {
      return new ProcessBuilder(python, "-W", "ignore", "-c", program)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("printed").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }
}
