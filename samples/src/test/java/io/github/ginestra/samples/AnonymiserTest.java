package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.samples.Anonymiser.Replaced;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Taggers;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is replaced, with a tagger of the demonstration set. */
@Tag("slow")
class AnonymiserTest {
  private static final List<String> LINES =
      List.of(
          "Ana Olmedo vive en Torrealta. 😀\r\n",
          "Según Ana Olmedo, Hugo Vidal trabaja en Radio Sereno.\n",
          "ANA OLMEDO: ana@correo.es, 600 123 456, ES91 2100 0418 4502 0005 1332");

  private static SequenceTagger tagger;

  private final List<Replaced> replaced = new ArrayList<>();

  @BeforeAll
  static void train() throws IOException {
    try (Reader lines = Data.demonstration("demonstration-names.tsv")) {
      tagger =
          Taggers.entities()
              .backend("java")
              .training(options -> options.epochs(6).seed(42))
              .train(TaggedTexts.fromColumns(lines, "names"));
    }
  }

  @AfterAll
  static void close() {
    tagger.close();
  }

  private String anonymise(List<String> lines) {
    Anonymiser anonymiser = new Anonymiser(tagger);
    StringBuilder text = new StringBuilder();
    int read = 0;
    for (String line : lines) {
      text.append(anonymiser.anonymise(line, read, replaced));
      read += line.length();
    }
    return text.toString();
  }

  @Test
  void names_and_what_rules_find_are_replaced_and_nothing_else_is_changed() {
    assertThat(anonymise(LINES))
        .isEqualTo(
            """
            [PERSON 1] vive en [PLACE 1]. 😀\r
            Según [PERSON 1], [PERSON 2] trabaja en [ORGANISATION 1].
            [PERSON 1]: [EMAIL 1], [PHONE 1], [IBAN 1]""");
  }

  @Test
  void the_spans_are_those_of_the_whole_text() {
    String anonymous = anonymise(LINES);

    String text = String.join("", LINES);
    StringBuilder rebuilt = new StringBuilder();
    int end = 0;
    for (Replaced span : replaced) {
      assertThat(text.substring(span.start(), span.end())).isEqualTo(span.text());
      rebuilt.append(text.substring(end, span.start())).append(span.placeholder());
      end = span.end();
    }
    assertThat(rebuilt.append(text.substring(end)).toString()).isEqualTo(anonymous);
    assertThat(replaced).hasSize(9);
    assertThat(replaced.get(0).type()).isEqualTo("PERSON");
    assertThat(replaced.get(0).probability()).isBetween(0.5, 1.0);
    assertThat(replaced.get(8).probability()).as("what rules find").isNull();
  }

  @Test
  void a_name_found_once_is_found_again_however_it_is_written() {
    assertThat(
            anonymise(
                List.of("Ana Olmedo vive en Torrealta.\n", "firmado: ana  olmedo, ANA-OLMEDO")))
        .isEqualTo("[PERSON 1] vive en [PLACE 1].\nfirmado: [PERSON 1], [PERSON 1]");
  }

  @Test
  void lines_without_letters_stay() {
    assertThat(anonymise(List.of("\n", "\n"))).isEqualTo("\n\n");
  }
}
