package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusTest {

  private static Corpus corpus(String text) {
    return new Corpus("a text", "a test", text);
  }

  @Test
  void random_lines_are_different_and_long_enough() {
    Corpus corpus =
        corpus(
            "a line that is long enough\n\nshort\na line that is long enough\nanother long line, this\n");

    assertThat(corpus.randomLines(3, 1))
        .containsExactlyInAnyOrder("a line that is long enough", "another long line, this");
    assertThat(corpus("short\n").randomLines(2, 1)).isEmpty();
  }

  @Test
  void random_lines_follow_the_seed() throws IOException {
    Corpus verse = CorpusSource.demonstration();
    List<String> lines = verse.randomLines(2, 7);

    assertThat(verse.randomLines(2, 7)).isEqualTo(lines);
    assertThat(verse.randomLines(2, 8)).isNotEqualTo(lines);
  }

  @Test
  void characters_are_code_points() {
    assertThat(corpus("a\ud83c\udf3c").length()).isEqualTo(2);
    assertThat(corpus("a\ud83c\udf3ca").summary()).isEqualTo("a text, 3 characters, 2 distinct");
  }

  @Test
  void the_demonstration_verse_is_a_few_thousand_characters() throws IOException {
    assertThat(CorpusSource.demonstration().length()).isBetween(4_000, 8_000);
  }

  @Test
  void none_of_its_lines_is_leopardis() throws IOException {
    Set<String> both =
        new HashSet<>(Files.readAllLines(RealData.folder().resolve(CorpusSource.POEMS)));
    both.retainAll(CorpusSource.demonstration().text().lines().toList());

    assertThat(both).isSubsetOf("");
  }
}
