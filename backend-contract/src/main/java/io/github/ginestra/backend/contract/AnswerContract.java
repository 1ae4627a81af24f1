package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.spi.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained classifier answers. It was trained long ago, by another backend for all we know. */
abstract class AnswerContract extends BackendUnderTest {
  private SequenceClassifier classifier;

  AnswerContract(Supplier<Backend> backend) {
    super(backend);
  }

  @BeforeEach
  void load(@TempDir Path folder) throws IOException {
    classifier =
        SequenceClassifier.loader()
            .backend(backend().name())
            .load(GoldenArchive.classifier(1).copyTo(folder));
  }

  @AfterEach
  void close() {
    classifier.close();
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(SmallClassifiers.TEXTS);
    texts.addAll(SmallClassifiers.examples().texts());
    return texts;
  }

  @Test
  void a_text_alone_is_answered_as_in_any_batch() {
    List<Classification> together = classifier.classifyAll(texts());
    for (int i = 0; i < together.size(); i++) {
      Classification alone = classifier.classify(texts().get(i));
      for (String label : classifier.labels()) {
        assertThat(alone.probability(label))
            .isCloseTo(together.get(i).probability(label), within(1e-6));
      }
    }
  }

  @Test
  void training_texts_are_classified_correctly() {
    assertThat(classifier.evaluate(SmallClassifiers.examples()).accuracy()).isEqualTo(1);
  }

  @Test
  void a_token_contributes_what_the_answer_loses_without_it() {
    String text = "claim your FREE letter at home";
    for (String label : classifier.labels()) {
      List<TokenContribution> tokens = classifier.explain(text, label).tokens();
      assertThat(tokens).hasSize(6);
      for (TokenContribution token : tokens) {
        String rest = text.replace(token.span().of(text), "").strip();
        assertThat(token.contribution())
            .as(label + ": " + token.token())
            .isCloseTo(logOdds(text, label) - logOdds(rest, label), within(1e-3));
      }
    }
  }

  private double logOdds(String text, String label) {
    double probability = classifier.classify(text).probability(label);
    return Math.log(probability / (1 - probability));
  }

  @Tag("slow")
  @Test
  void eight_threads_get_the_answers_that_one_gets() throws Exception {
    List<String> texts = texts();
    List<Map<String, Double>> expected =
        texts.stream().map(classifier::classify).map(Classification::probabilities).toList();
    List<Map<String, Double>> together = answersTogether(texts);
    ConcurrencyContract.inParallel(
        8,
        thread -> {
          for (int i = 0; i < 200; i++) {
            int text = (i * 7 + thread) % texts.size();
            assertThat(classifier.classify(texts.get(text)).probabilities())
                .isEqualTo(expected.get(text));
          }
          assertThat(answersTogether(texts)).isEqualTo(together);
        });
  }

  private List<Map<String, Double>> answersTogether(List<String> texts) {
    return classifier.classifyAll(texts).stream().map(Classification::probabilities).toList();
  }

  @Test
  void a_closed_classifier_refuses_to_answer() {
    classifier.close();
    classifier.close();

    assertThatIllegalStateException().isThrownBy(() -> classifier.classify("cat"));
    assertThatIllegalStateException().isThrownBy(() -> classifier.classifyAll(List.of("cat")));
    assertThatIllegalStateException()
        .isThrownBy(() -> classifier.evaluate(SmallClassifiers.examples()));
  }
}
