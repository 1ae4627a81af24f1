package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tagged texts from files and in code. */
class TaggedTextsTest {
  private static final String SOURCE = "here";

  private static TaggedTexts columns(String text) throws IOException {
    return TaggedTexts.fromColumns(new StringReader(text), SOURCE);
  }

  private static TaggedTexts conllu(String text, String column) throws IOException {
    return TaggedTexts.fromConllu(new StringReader(text), SOURCE, column);
  }

  private static TaggedTexts json(String text) throws IOException {
    return TaggedTexts.fromJsonLines(
        new StringReader(text), SOURCE, "text", "spans", Tokenizer.words());
  }

  private static void assertMalformed(Reading reading, String... parts) {
    assertThatThrownBy(reading::read)
        .isInstanceOf(MalformedDataException.class)
        .hasMessageStartingWith(SOURCE + ", line ")
        .hasMessageContainingAll(parts);
  }

  private interface Reading {
    Object read() throws IOException;
  }

  @Nested
  class Columns {
    @Test
    void a_token_and_its_tag_make_a_line_and_a_blank_line_ends_a_sentence() throws IOException {
      TaggedTexts texts = columns("Ana\tB-PER\nvive\tO\n\nRoma\tB-LOC\n\n");

      assertThat(texts).hasSize(2);
      assertThat(texts.get(0).tokens()).containsExactly("Ana", "vive");
      assertThat(texts.get(0).tags()).containsExactly("B-PER", "O");
      assertThat(texts.get(0).text()).isEqualTo("Ana vive");
      assertThat(texts.get(0).spans()).containsExactly(new Span(0, 3), new Span(4, 8));
      assertThat(texts.tokens()).isEqualTo(3);
    }

    @Test
    void the_last_sentence_needs_no_blank_line_and_no_end_of_line() throws IOException {
      assertThat(columns("Ana\tB-PER\n\nRoma\tB-LOC")).hasSize(2);
    }

    @Test
    void line_ends_of_every_system_and_byte_order_marks_are_read_alike() throws IOException {
      TaggedTexts unix = columns("Ana\tB-PER\n\nRoma\tB-LOC\n");

      assertThat(columns("\uFEFFAna\tB-PER\r\n\r\nRoma\tB-LOC\r\n"))
          .containsExactlyElementsOf(unix);
      assertThat(columns("Ana\tB-PER\r\rRoma\tB-LOC\r")).containsExactlyElementsOf(unix);
      assertThat(columns("Ana\tB-PER\n\n\uFEFFRoma\tB-LOC\n")).containsExactlyElementsOf(unix);
    }

    @Test
    void columns_of_the_shared_tasks_are_separated_by_spaces() throws IOException {
      TaggedTexts texts = columns("-DOCSTART- -X- -X- O\n\nU.N. NNP I-NP B-ORG\nsays VBZ I-VP O\n");

      assertThat(texts).hasSize(1);
      assertThat(texts.get(0).tokens()).containsExactly("U.N.", "says");
      assertThat(texts.get(0).tags()).containsExactly("B-ORG", "O");
    }

    @Test
    void a_chosen_column_has_the_tags() throws IOException {
      String text = "U.N. NNP I-NP B-ORG\n";

      assertThat(TaggedTexts.fromColumns(new StringReader(text), SOURCE, 2).tags())
          .containsExactly("NNP");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TaggedTexts.fromColumns(new StringReader(text), SOURCE, 1))
          .withMessageContaining("tagColumn (1)");
    }

    @Test
    void a_document_ends_a_sentence() throws IOException {
      assertThat(columns("Ana\tB-PER\n-DOCSTART-\tO\nRoma\tB-LOC\n")).hasSize(2);
      assertThat(columns("Ana\tB-PER\n-DOCSTART-\nRoma\tB-LOC\n")).hasSize(2);
    }

    @Test
    void a_token_that_only_begins_like_a_document_is_kept() throws IOException {
      assertThat(columns("-DOCSTART-2\tB-X\n-DOCSTART--\tO\n").get(0).tokens())
          .containsExactly("-DOCSTART-2", "-DOCSTART--");
      assertThat(columns("a O\n-DOCSTART-2 O\n").get(0).size()).isEqualTo(2);
    }

    @Test
    void a_tab_where_spaces_separate_is_an_error_with_its_line() {
      assertMalformed(
          () -> columns("Ana O\n\nNew\tYork O\n"),
          "line 3",
          "expected columns separated by spaces",
          "no tab");
      assertMalformed(() -> columns("Ana O\nRoma\tO\n"), "line 2", "no tab");
    }

    @Test
    void tokens_keep_emoji_marks_and_spaces_with_exact_places() throws IOException {
      TaggedText text = columns("😀\tO\ne\u0301a\tB-PER\n1 000\tO\n").get(0);

      assertThat(text.tokens()).containsExactly("😀", "e\u0301a", "1 000");
      assertThat(text.spans()).containsExactly(new Span(0, 2), new Span(3, 6), new Span(7, 12));
      assertThat(text.spans().stream().map(span -> span.of(text.text())))
          .containsExactlyElementsOf(text.tokens());
    }

    @Test
    void a_tab_in_a_token_is_an_error_with_its_line() {
      assertMalformed(
          () -> columns("Ana\tO\nNew\tYork\tB-LOC\n"),
          "line 2",
          "expected 2 columns separated by tabs",
          "found 3",
          "a token must not contain a tab");
    }

    @Test
    void a_missing_tag_is_an_error_that_says_what_was_expected() {
      assertMalformed(() -> columns("Ana\tO\n\nRoma\n"), "line 3", "expected 2 columns", "tag");
      assertMalformed(() -> columns("Ana\n"), "line 1", "expected a token and its tag", "column 2");
      assertMalformed(() -> columns("Ana\tO\nRoma\t\n"), "line 2", "expected a tag");
      assertMalformed(() -> columns("Ana\tO\n\tO\n"), "line 2", "expected a token");
      assertMalformed(
          () -> TaggedTexts.fromColumns(new StringReader("a\tX\n"), SOURCE, 3),
          "line 1",
          "in column 3",
          "found 2 columns");
    }

    @Test
    void a_file_is_read_like_a_reader_and_must_be_utf_8(@TempDir Path directory)
        throws IOException {
      Path file = directory.resolve("names.tsv");
      Files.writeString(file, "Ana\tB-PER\n");
      assertThat(TaggedTexts.fromColumns(file)).hasSize(1);
      assertThat(TaggedTexts.fromColumns(file, 2)).hasSize(1);

      Files.write(file, new byte[] {'A', '\t', 'O', '\n', (byte) 0xE9, '\t', 'O', '\n'});
      assertThatThrownBy(() -> TaggedTexts.fromColumns(file))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("line 2");
    }
  }

  @Nested
  class Conllu {
    private static final String WORDS =
        """
        # sent_id = 1
        # text = Vamos al cine.
        1\tVamos\tir\tVERB\t_\t_\t0\troot\t_\t_
        2-3\tal\t_\t_\t_\t_\t_\t_\t_\t_
        2\ta\ta\tADP\t_\t_\t4\tcase\t_\t_
        3\tel\tel\tDET\t_\t_\t4\tdet\t_\t_
        4\tcine\tcine\tNOUN\tNN\t_\t1\tobl\t_\tSpaceAfter=No
        4.1\tx\tx\tVERB\t_\t_\t_\t_\t_\t_
        5\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_
        """;

    @Test
    void words_have_the_tags_of_a_named_column() throws IOException {
      TaggedText text = conllu(WORDS, "UPOS").get(0);

      assertThat(text.tokens()).containsExactly("Vamos", "a", "el", "cine", ".");
      assertThat(text.tags()).containsExactly("VERB", "ADP", "DET", "NOUN", "PUNCT");
      assertThat(conllu(WORDS, "xpos").get(0).tags()).contains("NN");
    }

    @Test
    void places_are_those_in_the_text_of_the_comment() throws IOException {
      TaggedText text = conllu(WORDS, "UPOS").get(0);

      assertThat(text.text()).isEqualTo("Vamos al cine.");
      assertThat(text.spans().stream().map(span -> span.of(text.text())))
          .containsExactly("Vamos", "al", "al", "cine", ".");
    }

    @Test
    void parts_of_a_word_that_is_written_as_one_have_places_of_their_own() throws IOException {
      String words =
          """
          1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
          1\tdo\t_\tAUX\t_\t_\t_\t_\t_\t_
          2\tn't\t_\tPART\t_\t_\t_\t_\t_\t_
          """;

      assertThat(conllu(words, "UPOS").get(0).spans())
          .containsExactly(new Span(0, 2), new Span(2, 5));
    }

    @Test
    void without_a_comment_the_text_has_the_spaces_that_the_words_name() throws IOException {
      assertThat(conllu(WORDS.replace("# text = Vamos al cine.\n", ""), "UPOS").get(0).text())
          .isEqualTo("Vamos al cine.");
      assertThat(conllu(WORDS, "UPOS").warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Otra al cine.", "Vamos al cine. Sí", "Vamos al"})
    void a_comment_with_another_text_than_the_words_is_reported(String other) throws IOException {
      String disagreeing = WORDS.replace("text = Vamos al cine.", "text = " + other);

      TaggedTexts texts = conllu(WORDS + "\n" + disagreeing + "\n" + disagreeing, "UPOS");

      assertThat(texts).extracting(TaggedText::text).containsOnly("Vamos al cine.");
      assertThat(texts.warnings())
          .singleElement()
          .asString()
          .startsWith("in 2 sentences, first in line 12, the comment \"# text\"");
    }

    @Test
    void a_file_may_name_its_own_columns() throws IOException {
      String plus = "# global.columns = ID FORM NER\n1\tAna\tB-PER\n2\tvive\tO\n\n";

      assertThat(conllu(plus, "NER").get(0).tags()).containsExactly("B-PER", "O");
      assertMalformed(() -> conllu(plus, "UPOS"), "line 2", "tagColumn (UPOS)", "NER");
    }

    @Test
    void faults_name_the_line() {
      assertMalformed(() -> conllu("# c\n1\tAna\tB-PER\n", "UPOS"), "line 2", "10 columns");
      assertMalformed(
          () -> conllu("x\tAna\t_\tX\t_\t_\t_\t_\t_\t_\n", "UPOS"), "line 1", "number of a word");
      assertMalformed(
          () -> conllu("1\tAna\t_\t \t_\t_\t_\t_\t_\t_\n", "UPOS"), "line 1", "a tag in UPOS");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> conllu(WORDS, "NER"))
          .withMessageContaining("tagColumn (NER) must be one of [ID, FORM");
    }
  }

  @Nested
  class JsonLines {
    @Test
    void entities_are_places_in_utf_16_units() throws IOException {
      TaggedText text =
          json("{\"text\": \"😀 Ana vive en Ro\\u0301ma.\", \"spans\": ["
                  + "{\"start\": 3, \"end\": 6, \"label\": \"PER\"}, [15, 20, \"LOC\"]]}\n")
              .get(0);

      assertThat(text.entities())
          .containsExactly(
              new TaggedText.Entity("PER", new Span(3, 6)),
              new TaggedText.Entity("LOC", new Span(15, 20)));
      assertThat(text.spans().stream().map(span -> span.of(text.text())))
          .containsExactly("😀", "Ana", "vive", "en", "Ro\u0301ma", ".");
      assertThat(text.tags()).containsExactly("O", "B-PER", "O", "O", "B-LOC", "O");
    }

    @Test
    void an_entity_of_several_tokens_begins_once() throws IOException {
      assertThat(json("{\"text\": \"New York\", \"spans\": [[0, 8, \"LOC\"]]}").get(0).tags())
          .containsExactly("B-LOC", "I-LOC");
    }

    @Test
    void an_entity_within_a_token_has_the_token_and_is_reported() throws IOException {
      TaggedTexts texts = json("\n{\"text\": \"exRoma\", \"spans\": [[2, 6, \"LOC\"]]}");

      assertThat(texts.get(0).tags()).containsExactly("B-LOC");
      assertThat(texts.warnings()).singleElement().asString().contains("line 2", "whole token");
    }

    @Test
    void faults_name_the_line() {
      assertMalformed(() -> json("[1]"), "line 1", "one JSON object");
      assertMalformed(() -> json("{\"text\": \"a\"}"), "\"spans\", found none");
      assertMalformed(() -> json("{\"text\": 1, \"spans\": []}"), "a string in \"text\"");
      assertMalformed(
          () -> json("{\"text\": \"a\", \"spans\": [[0, 2, \"X\"]]}"), "after the text");
      assertMalformed(() -> json("{\"text\": \"a\", \"spans\": [[0, 0, \"X\"]]}"), "empty");
      assertMalformed(
          () -> json("{\"text\": \"a\", \"spans\": [[1, 0, \"X\"]]}"), "before the end");
      assertMalformed(
          () -> json("{\"text\": \"a\", \"spans\": [[0.5, 1, \"X\"]]}"), "whole number");
      assertMalformed(() -> json("{\"text\": \"a\", \"spans\": [[0, 1, \" \"]]}"), "a label");
      assertMalformed(() -> json("{\"text\": \"😀\", \"spans\": [[0, 1, \"X\"]]}"), "UTF-16");
      assertMalformed(
          () -> json("\n{\"text\": \"a b\", \"spans\": [[0, 2, \"X\"], [1, 3, \"Y\"]]}"),
          "line 2",
          "overlaps");
      assertMalformed(() -> json("{\"text\": \"a b\", \"spans\": [[1, 2, \"X\"]]}"), "no token");
    }
  }

  @Nested
  class InCode {
    @Test
    void a_text_has_as_many_tokens_places_and_tags() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TaggedText.of(List.of("a"), List.of()))
          .withMessageContaining("tags (0) must number 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TaggedText.of(List.of(""), List.of("X")))
          .withMessageContaining("token 0 must not be empty");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TaggedText.of(List.of("a"), List.of(" ")))
          .withMessageContaining("must not be blank");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new TaggedText("a", List.of("a"), List.of(new Span(0, 2)), List.of("X")))
          .withMessageContaining("ends after the text");
    }

    @Test
    void a_text_may_be_without_tokens() {
      assertThat(TaggedText.of(List.of(), List.of()).size()).isZero();
      assertThat(TaggedTexts.of().isEmpty()).isTrue();
    }

    @Test
    void a_split_keeps_equal_texts_on_one_side() {
      TaggedText[] texts = new TaggedText[40];
      for (int i = 0; i < texts.length; i++) {
        String word = "w" + i / 2;
        texts[i] =
            TaggedText.of(List.of(i % 2 == 0 ? word : word.toUpperCase(Locale.ROOT)), List.of("X"));
      }
      TaggedTexts.Split split = TaggedTexts.of(texts).split(0.75, 3);

      assertThat(split.train().size()).isEqualTo(30);
      assertThat(split.test().size()).isEqualTo(10);
      assertThat(split.test().stream().map(t -> t.text().toLowerCase(Locale.ROOT)).distinct())
          .hasSize(5);
    }
  }

  @Nested
  class Folds {
    @Test
    void each_text_is_held_out_once_and_equal_texts_together() {
      TaggedText[] texts = new TaggedText[30];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = TaggedText.of(List.of("w" + i / 2), List.of("X"));
      }
      List<TaggedTexts.Split> folds = TaggedTexts.of(texts).folds(3, 1);

      assertThat(folds).hasSize(3);
      for (TaggedTexts.Split fold : folds) {
        assertThat(fold.train()).hasSize(20);
        assertThat(fold.test().stream().map(TaggedText::text).distinct()).hasSize(5);
        assertThat(fold.train()).doesNotContainAnyElementsOf(fold.test());
      }
      assertThat(folds.stream().flatMap(fold -> fold.test().stream()))
          .containsExactlyInAnyOrder(texts);
    }

    @Test
    void there_are_two_or_more_and_not_more_than_different_texts() {
      TaggedTexts texts = TaggedTexts.of(TaggedText.of(List.of("a"), List.of("X")));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> texts.folds(2, 1))
          .withMessageContaining("folds (2)");
      assertThatIllegalArgumentException().isThrownBy(() -> texts.folds(1, 1));
    }
  }

  @Nested
  class Encodings {
    private static TaggedTexts tags(String... tags) {
      return TaggedTexts.of(TaggedText.of(Collections.nCopies(tags.length, "w"), List.of(tags)));
    }

    private static List<String> as(Encoding encoding, String... tags) {
      return tags(tags).encoded(encoding).get(0).tags();
    }

    @Test
    void each_encoding_becomes_each_other() {
      String[] bio = {"B-A", "I-A", "I-A", "O", "B-B", "B-B"};
      String[] bioes = {"B-A", "I-A", "E-A", "O", "S-B", "S-B"};
      String[] bilou = {"B-A", "I-A", "L-A", "O", "U-B", "U-B"};

      assertThat(as(Encoding.BIOES, bio)).containsExactly(bioes);
      assertThat(as(Encoding.BIO, bioes)).containsExactly(bio);
      assertThat(as(Encoding.BIO, bilou)).containsExactly(bio);
      assertThat(as(Encoding.IO, bio)).containsExactly("I-A", "I-A", "I-A", "O", "I-B", "I-B");
      assertThat(as(Encoding.BIO, "A", "A", "O", "B")).containsExactly("B-A", "I-A", "O", "B");
      assertThat(as(Encoding.BIO, "I-A", "B-A", "I-A")).containsExactly("B-A", "B-A", "I-A");
    }

    @Test
    void valid_tags_are_not_reported() {
      assertThat(tags("B-A", "I-A", "O", "B-A").encoded(Encoding.BIOES).warnings()).isEmpty();
      assertThat(tags("B-A", "E-A", "O", "S-A").encoded(Encoding.BIO).warnings()).isEmpty();
    }

    @Test
    void broken_rules_are_repaired_as_the_conll_script_reads_them_and_reported() {
      TaggedTexts repaired = tags("B-A", "I-B", "O", "I-A", "O", "B-A").encoded(Encoding.BIO);

      assertThat(repaired.get(0).tags()).containsExactly("B-A", "B-B", "O", "B-A", "O", "B-A");
      assertThat(repaired.warnings())
          .singleElement()
          .asString()
          .contains("begins with I", "2 times", "text 1, token 2 (w I-B)");
    }

    @Test
    void an_entity_without_its_end_is_reported() {
      assertThat(tags("B-A", "O", "B-A", "E-A").encoded(Encoding.BIO).warnings())
          .singleElement()
          .asString()
          .contains("ends with B", "1 times");
    }

    @Test
    void io_cannot_tell_entities_that_touch_and_says_so() {
      assertThat(tags("B-A", "B-A").encoded(Encoding.IO).warnings())
          .singleElement()
          .asString()
          .contains("touch");
    }

    @Test
    void texts_without_tokens_stay_as_they_are() {
      assertThat(TaggedTexts.of(TaggedText.of(List.of(), List.of())).encoded(Encoding.BIOES))
          .hasSize(1);
    }
  }
}
