package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.text.Token;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and texts that would command a terminal: nothing for people's eyes holds them raw. */
class UnprintableTextTest {

  private static String escaped(String character) {
    return character.equals("\r")
        ? "\\r"
        : String.format(Locale.ROOT, "\\u%04x", (int) character.charAt(0));
  }

  private static void assertPrintable(String printed, String character) {
    assertThat(printed).doesNotContain(character).contains(escaped(character));
  }

  private static void assertPrintable(ThrowingCallable refused, String character) {
    assertThatThrownBy(refused)
        .satisfies(e -> assertPrintable(String.valueOf(e.getMessage()), character));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b", "\u009b", "\u0007"})
  void labels_are_shown_with_escapes_wherever_people_read_them(String character) {
    String label = "a" + character + "[31m";
    Examples examples = examples(label, "violin trumpet");
    assertPrintable(examples.toString(), character);
    assertPrintable(() -> examples.folds(5, 1), character);
    assertPrintable(() -> Topics.classifier().classWeights(Map.of(label, -1.0)), character);
    try (SequenceClassifier classifier =
        Topics.classifier().classWeights(Map.of(label, 2.0)).train(examples)) {
      assertPrintable(classifier.describe(), character);
      assertPrintable(classifier.classify("violin").toString(), character);
      assertPrintable(() -> classifier.classify("violin").probability("no" + label), character);
      assertPrintable(() -> classifier.explain("violin", "no" + label), character);
      assertPrintable(classifier.explain("violin", label).toText(), character);
      assertPrintable(classifier.evaluate(examples).report(), character);
      assertPrintable(classifier.evaluate(examples).confusionTable(), character);
      Examples unknown = Examples.of(List.of(new Example("no" + label, "violin")));
      assertPrintable(String.join(" ", classifier.predict(unknown).warnings()), character);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b", "\u202e", "\r", "\u0000", "\u2066", "\u009b", "\u2028"})
  void texts_are_shown_with_escapes_wherever_people_read_them(String character) {
    String text = "violin " + character + "[31m trumpet";
    Examples examples = examples("music", text);
    assertPrintable(examples.get(20).toString(), character);
    assertPrintable(
        new Prediction(0, 0, text, "music", Map.of("music", 1.0)).toString(), character);
    assertPrintable(new Token(text, Token.EMPTY_TEXT.letterCase()).toString(), character);
    assertPrintable(() -> Vocabulary.of(List.of(text, text)), character);
    try (SequenceClassifier classifier = Topics.classifier().train(examples)) {
      assertPrintable(classifier.explain(text, "music").toText(), character);
      assertPrintable(classifier.explain(text, "music").toString(), character);
    }
  }

  @Test
  void lines_that_cannot_be_read_are_shown_with_escapes() {
    assertThatThrownBy(() -> Examples.fromTsv(new StringReader("no tab\u202e\u001b"), "lines"))
        .isInstanceOf(MalformedDataException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b").contains("\\u001b"));
  }

  private static Examples examples(String label, String text) {
    return Examples.of(
        Stream.concat(
            Topics.examples(20, 1).stream(),
            Stream.of(new Example(label, text), new Example(label, "other " + text))));
  }
}
