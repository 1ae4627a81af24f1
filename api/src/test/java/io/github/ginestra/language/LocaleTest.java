package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written does not depend on the language of the system. */
class LocaleTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void reset() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai", "tr-TR", "de-DE"})
  void numbers_are_written_with_latin_digits_and_points(String language) throws IOException {
    Path vectors = Files.writeString(folder.resolve("vectors"), "a 1 2\nb 1\n");
    Path latin =
        Files.writeString(folder.resolve("latin"), "ham\té\n", StandardCharsets.ISO_8859_1);
    Map<String, float[]> ragged = new TreeMap<>(Map.of("a", new float[1], "b", new float[2]));
    Locale.setDefault(Locale.forLanguageTag(language));

    assertMessage(
        () -> WordVectors.read(vectors), "line 2: expected 2 numbers after the word, found 1");
    assertMessage(() -> WordVectors.of(ragged), "(2 numbers) must have 1 like the first");
    assertMessage(
        () -> Examples.fromTsv(latin), "line 1: expected UTF-8, found byte 0xE9 as byte 5");
    assertMessage(
        () -> new StreamBatcher(IntSequence.of(new int[1351]), 1000, 100),
        "1,350 symbols",
        "100,000");
    assertThat(
            Examples.fromTsv(new StringReader("label\ttext\nTITEL\ti\nx\ty"), "lines").warnings())
        .singleElement()
        .asString()
        .startsWith("example 1 ");
    assertThat(Evaluation.of(List.of("a", "b"), new int[][] {{1, 1}, {0, 2}}).report())
        .contains("0.7500");
  }

  private static void assertMessage(ThrowingCallable failing, String... parts) {
    assertThat(catchThrowable(failing)).message().contains(parts);
  }
}
