package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest extends ExampleFilesFixture {

  private Examples read(String lines) throws IOException {
    return Examples.fromJsonLines(new StringReader(lines), "label", "text");
  }

  private void assertRefused(String lines, String message) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> read(lines))
        .withMessage("the reader, " + message);
  }

  @Test
  void hold_an_example_each_whatever_else_stands_in_them() throws IOException {
    String lines =
        """
        {"label": "ham", "text": "See \\u20ac \\"8\\"\\nline"}
        {"id": [1, {"text": "no"}], "text": "", "label": " spam ", "more": null}
        """;
    List<Example> examples =
        List.of(new Example("ham", "See € \"8\"\nline"), new Example("spam", ""));
    assertThat(read(lines)).containsExactlyElementsOf(examples);
    assertThat(Examples.fromJsonLines(file("\uFEFF" + lines), "label", "text"))
        .containsExactlyElementsOf(examples);
  }

  @Test
  void end_with_lf_cr_lf_or_cr_and_may_be_blank() throws IOException {
    String line = "{\"label\":\"a\",\"text\":\"x\u2028\"}";
    assertThat(read(line + "\r\n\n" + line + "\r" + line).texts())
        .containsExactly("x\u2028", "x\u2028", "x\u2028");
    assertThat(read("")).isEmpty();
  }

  @Test
  void may_have_numbers_and_truth_values_as_labels() throws IOException {
    assertThat(
            read(
                    """
                    {"label": 1, "text": "a"}
                    {"label": 1.0, "text": "b"}
                    {"label": true, "text": "c"}
                    """)
                .stream()
                .map(Example::label))
        .containsExactly("1", "1.0", "true");
  }

  @Test
  void that_are_no_objects_are_errors_with_line_and_place() {
    String good = "{\"label\":\"a\",\"text\":\"x\"}\n";
    assertRefused(
        good + "\n{\"label\": 'a'}\n",
        "line 3: expected one JSON object, found \"{\"label\": 'a'}\", wrong near character 12");
    for (String bad : List.of("[]", "7", "\"x\"", "null", "{", "{\"label\":\"a\"", "ham\tx")) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(good + bad))
          .withMessageStartingWith("the reader, line 2: expected one JSON object, found ");
    }
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> read(good.strip() + good))
        .withMessageEndingWith(", wrong near character 26");
  }

  @Test
  void that_lack_a_member_or_hold_another_kind_of_value_are_errors() {
    assertRefused(
        "{\"text\":\"x\"}", "line 1: expected a member \"label\", found the members [text]");
    assertRefused(
        "{\"label\":\"x\"}", "line 1: expected a member \"text\", found the members [label]");
    assertRefused(
        "{\"label\":\"a\",\"text\":7}", "line 1: expected a string in \"text\", found a number");
    assertRefused(
        "{\"label\":null,\"text\":\"\"}",
        "line 1: expected a string, number or truth value in \"label\", found null");
    assertRefused(
        "{\"label\":\" \",\"text\":\"\"}", "line 1: expected a label in \"label\", found a blank");
    assertRefused(
        "{\"label\":\"a\",\"label\":\"b\",\"text\":\"\"}",
        "line 1: expected one member \"label\", found two");
  }

  @Test
  void of_a_file_that_is_not_utf_8_are_an_error_with_their_line() throws IOException {
    Path file = file("{\"label\":\"a\",\"text\":\"é\"}", StandardCharsets.ISO_8859_1);
    assertMalformed(
        () -> Examples.fromJsonLines(file, "label", "text"),
        "line 1: expected UTF-8, found byte 0xE9 as byte 22 of the line; it seems to be"
            + " windows-1252: read it with that charset, or save it as UTF-8");
  }

  @Test
  void need_two_fields() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Examples.fromJsonLines(new StringReader(""), "a", "a"))
        .withMessage("labelField and textField (\"a\") must be different");
  }
}
