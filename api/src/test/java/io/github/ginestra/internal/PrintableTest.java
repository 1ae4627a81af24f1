package io.github.ginestra.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 0x0B, 0x1B, 0x7F, 0x85, 0x9B, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029,
        0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xD800,
        0xDFFF
      })
  void what_a_terminal_obeys_or_does_not_show_is_an_escape(int codePoint) {
    String escape = String.format(Locale.ROOT, "\\u%04x", codePoint);
    String text = "a" + (char) codePoint + "b";

    assertThat(Printable.of(text)).isEqualTo("a" + escape + "b");
    assertThat(Printable.lines(text)).isEqualTo("a" + escape + "b");
  }

  @Test
  void line_feeds_are_escapes_on_one_line_and_stay_in_several() {
    assertThat(Printable.of("a\r\nb\tc")).isEqualTo("a\\r\\nb\tc");
    assertThat(Printable.lines("a\r\nb\tc")).isEqualTo("a\\r\nb\tc");
  }

  @ParameterizedTest
  @CsvSource({
    "Käse",
    "naïve",
    "שלום",
    "مرحبا",
    "日本語",
    "👩‍👩‍👧",
    "می‌خواهم",
    "c:\\users\\new",
    "½ €"
  })
  void what_people_write_stays(String text) {
    assertThat(Printable.of(text)).isSameAs(text);
  }

  @Test
  void lists_maps_and_quotations_are_as_java_writes_them() {
    assertThat(Printable.list(List.of("ham", "\u001b[31m"))).isEqualTo("[ham, \\u001b[31m]");
    assertThat(Printable.map(Map.of("\u202e", 1))).isEqualTo("{\\u202e=1}");
    assertThat(Printable.quoted("a\u0000")).isEqualTo("\"a\\u0000\"");
  }

  @Test
  void counts_are_written_for_people() {
    assertThat(Printable.counts(new TreeMap<>(Map.of("spam", 1, "ham", 2))))
        .isEqualTo("ham (2), spam (1)");
    Map<String, Integer> many = new TreeMap<>();
    for (char c = 'a'; c <= 'z'; c++) {
      many.put(String.valueOf(c), 1);
    }
    assertThat(Printable.counts(many)).startsWith("a (1), b (1)").endsWith("t (1), … 6 more");
  }
}
