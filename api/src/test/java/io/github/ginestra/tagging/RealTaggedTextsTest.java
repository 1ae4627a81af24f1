package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.RealData;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Spanish names of CoNLL-2002 and the parts of speech of English EWT. */
class RealTaggedTextsTest {
  private static TaggedTexts read(String name) throws IOException {
    return TaggedTexts.fromColumns(RealData.file("tagging/" + name + ".tsv"));
  }

  @ParameterizedTest
  @CsvSource({
    "conll2002-es-train, 8323, 9",
    "conll2002-es-testa, 1915, 9",
    "conll2002-es-testb, 1517, 9",
    "ewt-train, 12544, 17",
    "ewt-dev, 2001, 17",
    "ewt-test, 2077, 17"
  })
  void every_sentence_is_read(String name, int sentences, int tags) throws IOException {
    TaggedTexts texts = read(name);

    assertThat(texts.size()).isEqualTo(sentences);
    assertThat(texts.tags()).hasSize(tags);
    assertThat(texts.warnings()).isEmpty();
  }

  @Test
  void names_are_the_same_in_every_encoding() throws IOException {
    TaggedTexts bio = read("conll2002-es-testa");
    TaggedTexts bioes = bio.encoded(Encoding.BIOES);

    assertThat(bioes.warnings()).isEmpty();
    assertThat(bioes.encoded(Encoding.BIO)).isEqualTo(bio);
    assertThat(bio.stream().mapToInt(text -> text.entities().size()).sum()).isEqualTo(4_352);
  }

  @Test
  @Tag("soak")
  void the_sparse_path_alone_finds_most_names_after_a_fifth_of_the_sentences() throws IOException {
    TaggedTexts train =
        TaggedTexts.of(read("conll2002-es-train").stream().limit(1_600).toList())
            .encoded(Encoding.BIOES);
    TagSet set = TagSet.of(train, Encoding.BIOES);
    SparsePath path =
        SparseFit.fit(
            set,
            train.stream().map(TaggedText::tokens).toList(),
            train.stream().map(text -> set.indices(text.tags())).toArray(int[][]::new),
            1,
            TrainingWatch.Progress.UNWATCHED);
    TaggedTexts test = read("conll2002-es-testa");
    List<List<String>> given =
        test.stream()
            .map(
                text ->
                    set.answers(
                        new TagLattice(set, text.size(), path.scores(text.tokens()), path.pairs())
                            .best()))
            .toList();

    assertThat(TaggingEvaluation.ofEntities(test, given).f1()).isGreaterThan(0.6);
  }
}
