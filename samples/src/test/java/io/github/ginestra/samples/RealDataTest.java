package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the presets learn in one epoch from the data that the samples look for. */
@Tag("soak")
class RealDataTest {
  private static final String OFFER = "WINNER!! Claim your free prize, call 09061701461";

  @TempDir Path folder;

  @Test
  void on_the_real_messages_one_epoch_beats_ninety_seven_percent_on_every_engine()
      throws Exception {
    Examples messages = Examples.fromTsv(DemonstrationSetTest.real("sms/SMSSpamCollection"));
    Split split = messages.split(0.8, 42);
    Path model = folder.resolve("spam.ginestra");
    double trained;
    try (SequenceClassifier spam =
        Classifiers.spam()
            .backend("java")
            .training(options -> options.epochs(1).seed(42))
            .train(split.train())) {
      assertThat(spam.evaluate(split.test()).accuracy()).isGreaterThan(0.97);
      trained = spam.classify(OFFER).probability("spam");
      spam.save(model);
    }

    for (String backend : new String[] {"djl-pytorch", "djl-mxnet", "java"}) {
      try (SequenceClassifier spam = SequenceClassifier.loader().backend(backend).load(model)) {
        assertThat(spam.classify(OFFER).probability("spam")).isCloseTo(trained, within(1e-5));
        assertExplained(spam);
      }
    }
  }

  /** What an offer asks for and a number to call speak for spam, a plan among friends against. */
  private static void assertExplained(SequenceClassifier spam) {
    Explanation offer = spam.explain(OFFER);
    assertThat(offer.label()).isEqualTo("spam");
    assertThat(contribution(offer, "prize")).isPositive();
    assertThat(contribution(offer, "claim")).isPositive();
    Explanation mixed = spam.explain("i will call you later, free prize", "spam");
    assertThat(contribution(mixed, "i")).isNegative();
    assertThat(contribution(mixed, "later")).isNegative();
    assertThat(contribution(mixed, "prize")).isPositive();
  }

  private static double contribution(Explanation explanation, String token) {
    return explanation.tokens().stream()
        .filter(t -> t.token().equals(token))
        .findFirst()
        .orElseThrow()
        .contribution();
  }

  @Test
  void on_leopardis_poems_one_epoch_is_worth_more_than_their_letters_alone() throws Exception {
    String poems = Files.readString(DemonstrationSetTest.real("leopardi.txt"));

    try (CharLanguageModel model =
        LanguageModels.characters()
            .backend("java")
            .training(options -> options.epochs(1).seed(42))
            .train(poems)) {
      assertThat(model.history().best().orElseThrow().validationLoss().orElseThrow())
          .isLessThan(2.6);
    }
  }
}
