package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.server.Pages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, in a process of its own. */
class ProgramIT {
  @TempDir Path folder;

  private int run(String... arguments) throws Exception {
    return runFrom(Files.writeString(folder.resolve("in"), ""), arguments);
  }

  private int runFrom(Path input, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return start(
        Stream.concat(
                Stream.of(java, "-jar", System.getProperty("ginestra.program")),
                Stream.of(arguments))
            .toList(),
        input);
  }

  /** Runs a command of the page in the folder, as a shell does. */
  private int runAsOnPage(String command) throws Exception {
    assumeTrue(
        File.separatorChar == '/', "skipped: the commands of the page are for a POSIX shell");
    assertThat(Pages.ROOT.resolve("samples/README.md"))
        .content()
        .contains("\n    " + command + "\n");
    String java = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -jar ";
    String program = "'" + System.getProperty("ginestra.program") + "'";
    String here = command.replace("java -jar samples/target/ginestra-samples.jar", java + program);
    return start(List.of("sh", "-c", here), Files.writeString(folder.resolve("in"), ""));
  }

  private int start(List<String> command, Path input) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove(Data.VARIABLE);
    builder.environment().put("LC_ALL", "C");
    return builder.start().waitFor();
  }

  private String printed(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void it_trains_tests_and_classifies_from_its_jar_alone() throws Exception {
    int exitCode =
        runAsOnPage(
            "java -jar samples/target/ginestra-samples.jar spam \"WINNER!! Claim your prize now\"");

    assertThat(exitCode).as(printed("err")).isZero();
    assertThat(printed("err").lines())
        .first(as(STRING))
        .contains("GINESTRA_DATA, which is not set", "DEMONSTRATION SET");
    assertThat(printed("err").lines()).last(as(STRING)).startsWith("epoch 10  loss ");
    assertThat(printed("out")).contains("f1-score", "accuracy 0.9");
    assertThat(printed("out")).containsPattern("\nspam  0\\.\\d{4}  WINNER!!");
  }

  @Test
  void it_continues_verse_even_where_the_locale_says_nothing() throws Exception {
    assertThat(runAsOnPage("java -jar samples/target/ginestra-samples.jar leopardi"))
        .as(printed("err"))
        .isZero();
    String withoutPrompts = printed("out");
    assertThat(run("leopardi", "Sempre")).isZero();

    assertThat(printed("err")).contains("DEMONSTRATION SET", "epoch 25 ");
    assertThat(withoutPrompts).contains("validation loss ", "\nÈ sera.");
    assertThat(withoutPrompts.split("== temperature")).hasSize(1 + 3 * 4);
    assertThat(printed("out").split("== temperature [\\d.]+\nSempre")).hasSize(1 + 4);
  }

  @Test
  void it_anonymises_what_it_reads_to_the_letter_and_keeps_its_model() throws Exception {
    String text = "Según Ana Olmedo, llueve. 😀\r\nñandú@correo.es";
    Path model = folder.resolve("names.ginestra");
    Path letter = Files.writeString(folder.resolve("letter.txt"), text);
    int exitCode =
        runAsOnPage(
            "java -jar samples/target/ginestra-samples.jar anonymise names.ginestra < letter.txt");

    assertThat(exitCode).as(printed("err")).isZero();
    assertThat(printed("out")).isEqualTo("Según [PERSON 1], llueve. 😀\r\n[EMAIL 1]");
    assertThat(printed("err")).contains("DEMONSTRATION SET", "F1 ");

    assertThat(runFrom(letter, "anonymise", "--json", model.toString())).isZero();
    JsonObject json = JsonParser.parseString(printed("out")).getAsJsonObject();
    assertThat(json.get("text").getAsString()).endsWith("\r\n[EMAIL 1]");
    assertThat(json.getAsJsonArray("spans")).hasSize(2);
    assertThat(printed("err")).isEmpty();

    Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xF1, 'o'});
    assertThat(runFrom(folder.resolve("latin"), "anonymise", model.toString())).isEqualTo(1);
    assertThat(printed("err")).startsWith("error: standard input is not UTF-8");
  }

  @Test
  @Tag("soak") // the same training again, for another command of the page
  void it_anonymises_what_another_program_says() throws Exception {
    int exitCode =
        runAsOnPage(
            "echo \"Ana Olmedo vive en Torrealta, tel. 600 123 456.\""
                + " | java -jar samples/target/ginestra-samples.jar anonymise");

    assertThat(exitCode).as(printed("err")).isZero();
    assertThat(printed("out")).startsWith("[PERSON 1] vive en [PLACE 1], tel. [PHONE 1].");
  }

  @Test
  void it_says_what_there_is_where_it_is_called_otherwise() throws Exception {
    for (String[] arguments : new String[][] {{}, {"pos"}, {"spam", "--folds", "5"}}) {
      assertThat(run(arguments)).isEqualTo(2);
      assertThat(printed("err"))
          .startsWith("usage: java -jar ginestra-samples.jar spam")
          .contains("docs/command-line.md");
      assertThat(printed("out")).isEmpty();
    }
  }

  @Test
  void a_failure_is_one_line() throws Exception {
    Path model = Files.writeString(folder.resolve("no.ginestra"), "no model");

    assertThat(run("anonymise", model.toString())).isEqualTo(1);
    assertThat(printed("err")).startsWith("error: " + model).hasLineCount(1);
  }
}
