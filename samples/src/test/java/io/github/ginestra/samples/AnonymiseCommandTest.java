package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, trained on the demonstration set. */
@Tag("slow")
class AnonymiseCommandTest {
  private static final String TEXT =
      """
      Ana Olmedo vive en Torrealta. 😀\r
      Según Ana Olmedo, Hugo Vidal trabaja en Radio Sereno.
      ANA OLMEDO: ana@correo.es, 600 123 456, ES91 2100 0418 4502 0005 1332""";

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path model;

  @BeforeAll
  static void train() {
    model = shared.resolve("names.ginestra");
    Program program =
        Program.runWithInput(
            shared, "", "anonymise", "--epochs=6", "--threads=1", "--save=" + model);
    assertThat(program.exitCode()).as(program.err()).isZero();
    assertThat(program.out()).isEmpty();
    assertThat(program.err())
        .contains("DEMONSTRATION SET", "epoch  6 ", "entities: precision", "wrote " + model);
  }

  private Program anonymise(String text, String... options) {
    return Program.runWithInput(
        folder, text, Program.with(new String[] {"anonymise", "--model=" + model}, options));
  }

  @Test
  void names_and_what_rules_find_are_replaced_and_nothing_else_is_changed() {
    Program program = anonymise(TEXT);

    assertThat(program.exitCode()).as(program.err()).isZero();
    assertThat(program.out())
        .isEqualTo(
            """
            [PERSON 1] vive en [PLACE 1]. 😀\r
            Según [PERSON 1], [PERSON 2] trabaja en [ORGANISATION 1].
            [PERSON 1]: [EMAIL 1], [PHONE 1], [IBAN 1]""");
  }

  @Test
  void the_spans_are_those_of_the_text_that_was_read() {
    Program program = anonymise(TEXT, "--json");

    JsonObject json = JsonParser.parseString(program.out()).getAsJsonObject();
    assertThat(json.get("text").getAsString()).isEqualTo(anonymise(TEXT).out());
    StringBuilder rebuilt = new StringBuilder();
    int end = 0;
    for (JsonElement element : json.getAsJsonArray("spans")) {
      JsonObject span = element.getAsJsonObject();
      int start = span.get("start").getAsInt();
      rebuilt.append(TEXT.substring(end, start)).append(span.get("placeholder").getAsString());
      end = span.get("end").getAsInt();
      assertThat(TEXT.substring(start, end)).isEqualTo(span.get("text").getAsString());
    }
    JsonObject first = json.getAsJsonArray("spans").get(0).getAsJsonObject();
    assertThat(first.get("type").getAsString()).isEqualTo("PERSON");
    assertThat(first.get("probability").getAsDouble()).isBetween(0.5, 1.0);
    assertThat(rebuilt.append(TEXT.substring(end)).toString())
        .isEqualTo(json.get("text").getAsString());
  }

  @Test
  void with_a_file_for_the_spans_the_text_goes_to_standard_output_too() throws IOException {
    Path file = folder.resolve("spans.json");
    Program program = anonymise(TEXT, "--json=" + file);

    assertThat(program.out()).isEqualTo(anonymise(TEXT).out());
    assertThat(Program.json(file).getAsJsonArray("spans")).hasSize(9);
  }

  @Test
  void a_name_found_once_is_found_again_however_it_is_written() {
    assertThat(anonymise("Ana Olmedo vive en Torrealta.\nfirmado: ana  olmedo, ANA-OLMEDO").out())
        .isEqualTo("[PERSON 1] vive en [PLACE 1].\nfirmado: [PERSON 1], [PERSON 1]");
  }

  @Test
  void nothing_in_and_nothing_out() {
    assertThat(anonymise("").out()).isEmpty();
    assertThat(anonymise("\n\n").out()).isEqualTo("\n\n");
  }

  @Test
  void input_that_is_not_utf_8_ends_with_an_error_that_says_where() {
    byte[] latin = {'h', 'o', 'l', 'a', '\n', 'a', (byte) 0xF1, 'o'};
    Program program =
        Program.run(
            new DataFinder(Map.of()),
            new SmsCollection(new Download()),
            new ByteArrayInputStream(latin),
            "anonymise",
            "--model=" + model);

    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err()).contains("error: standard input is not UTF-8");
  }

  @Test
  void a_file_of_tokens_and_tags_is_learned_from() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append("Ana\tB-person\n" + "really\tO\n".repeat(i % 20) + "sleeps\tO\n\n");
    }
    Path file = Files.writeString(folder.resolve("names.tsv"), lines);
    Path report = folder.resolve("report.html");
    Program program =
        Program.runWithInput(
            folder,
            "Ana sleeps",
            "anonymise",
            "--data=" + file,
            "--epochs=4",
            "--threads=1",
            "--report=" + report);

    assertThat(program.exitCode()).as(program.err()).isZero();
    assertThat(program.out()).isEqualTo("[PERSON 1] sleeps");
    assertThat(Files.readString(report)).contains("Tagger of names");
  }

  @Test
  void what_contradicts_itself_is_refused() {
    assertThat(anonymise("", "--epochs=3").exitCode()).isEqualTo(2);
    assertThat(anonymise("", "--save=x").err())
        .startsWith("error: --save and --report are for a training");
    assertThat(Program.runWithInput(folder, "", "anonymise", "--save=-").err())
        .startsWith("error: --save and --report need a file");
  }
}
