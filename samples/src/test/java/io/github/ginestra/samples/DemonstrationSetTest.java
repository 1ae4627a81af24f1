package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.data.Examples;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemonstrationSetTest {

  @Test
  void it_has_some_hundred_different_messages_and_about_a_third_is_spam() throws IOException {
    SpamMessages messages = SpamSource.demonstration();

    assertThat(messages.examples().size()).isBetween(300, 500);
    assertThat(messages.repeats()).isZero();
    assertThat(messages.examples().counts().get("spam"))
        .isBetween(messages.examples().size() / 4, messages.examples().size() / 3 + 10);
  }

  @Test
  void none_of_it_is_taken_from_the_real_collection() throws IOException {
    Examples real = Examples.fromTsv(RealData.folder().resolve(SmsCollection.PATH));
    Set<String> both = new HashSet<>(real.texts());
    both.retainAll(SpamSource.demonstration().examples().texts());

    assertThat(both).isEmpty();
  }

  @Test
  void the_names_are_of_three_types_and_taken_from_no_corpus() throws IOException {
    TaggingSource source = TaggingSource.names(new DataFinder(Map.of()));
    TaggedTexts names = all(source.demonstration());

    assertThat(names.size()).isEqualTo(358);
    assertThat(names.tags())
        .containsExactly("B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG", "I-PER", "O");
    assertThat(names.encoded(TaggedTexts.Encoding.BIO).warnings()).isEmpty();
  }

  @Test
  void the_parts_of_speech_are_universal_ones() throws IOException {
    TaggingSource source = TaggingSource.partsOfSpeech(new DataFinder(Map.of()));
    TaggedTexts words = all(source.demonstration());

    assertThat(words.size()).isEqualTo(360);
    assertThat(words.tags())
        .contains("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "PRON", "PROPN", "VERB")
        .allMatch(tag -> tag.matches("[A-Z]+"));
  }

  private static TaggedTexts all(TaggingTexts texts) {
    return TaggedTexts.of(
        Stream.of(texts.train(), texts.validation(), texts.test())
            .flatMap(TaggedTexts::stream)
            .toList());
  }
}
