package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.data.Examples;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sets that were written for the samples. */
class DemonstrationSetTest {

  /** A file of the real data; where they are not at hand, the test is skipped and says so. */
  static Path real(String file) {
    String folder = System.getenv(Data.VARIABLE);
    assumeTrue(folder != null, "skipped: GINESTRA_DATA is not set");
    return Path.of(folder, file);
  }

  static Examples messages() throws IOException {
    try (Reader lines = Data.demonstration("demonstration.tsv")) {
      return Examples.fromTsv(lines, "messages");
    }
  }

  static TaggedTexts names() throws IOException {
    try (Reader lines = Data.demonstration("demonstration-names.tsv")) {
      return TaggedTexts.fromColumns(lines, "names");
    }
  }

  private static List<String> verses() throws IOException {
    try (BufferedReader lines = new BufferedReader(Data.demonstration("demonstration-verse.txt"))) {
      return lines.lines().toList();
    }
  }

  @Test
  void it_has_some_hundred_different_messages_and_about_a_third_is_spam() throws IOException {
    Examples messages = messages();

    assertThat(messages.size()).isBetween(300, 500);
    assertThat(messages.distinct()).hasSameSizeAs(messages);
    assertThat(messages.counts().get("spam"))
        .isBetween(messages.size() / 4, messages.size() / 3 + 10);
  }

  @Test
  void none_of_it_is_taken_from_the_real_collection() throws IOException {
    Set<String> both = new HashSet<>(Examples.fromTsv(real("sms/SMSSpamCollection")).texts());
    both.retainAll(messages().texts());

    assertThat(both).isEmpty();
  }

  @Test
  void the_names_are_of_three_types_and_taken_from_no_corpus() throws IOException {
    TaggedTexts names = names();

    assertThat(names.size()).isEqualTo(358);
    assertThat(names.tags())
        .containsExactly("B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG", "I-PER", "O");
    assertThat(names.encoded(TaggedTexts.Encoding.BIO).warnings()).isEmpty();
  }

  @Test
  void the_verse_is_a_few_thousand_characters() throws IOException {
    assertThat(String.join("\n", verses()).length()).isBetween(4_000, 8_000);
  }

  @Test
  void none_of_its_lines_is_leopardis() throws IOException {
    Set<String> both = new HashSet<>(Files.readAllLines(real("leopardi.txt")));
    both.retainAll(verses());

    assertThat(both).isSubsetOf("");
  }
}
