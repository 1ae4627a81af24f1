package io.github.ginestra.samples;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a classifier instead of training one, and has it classify.
 *
 * @param file the model file
 * @param backend the engine to load it on
 */
record SavedClassifier(Path file, String backend) {

  /**
   * Says what the classifier is, tests it and classifies.
   *
   * @param messages what to test it on, or null
   * @param texts the user's own messages
   */
  Figures figures(@Nullable SpamMessages messages, List<String> texts, Console console)
      throws IOException {
    try (SequenceClassifier classifier = SequenceClassifier.loader().backend(backend).load(file)) {
      console.say(classifier.describe().stripTrailing());
      Figures figures =
          new Figures()
              .put("command", "spam")
              .put("protocol", "a saved model")
              .put("model", file.toString());
      if (messages != null) {
        test(classifier, messages, console, figures);
      }
      SpamAnswers.add(classifier, texts, console, figures);
      return figures;
    }
  }

  private static void test(
      SequenceClassifier classifier, SpamMessages messages, Console console, Figures figures) {
    console.say("%ntest   %s", messages.summary());
    console.say("       %s%n", messages.origin());
    Evaluation evaluation = classifier.evaluate(messages.examples());
    console.say(evaluation.report());
    console.say(evaluation.confusionTable());
    console.say(evaluation.toString());
    figures
        .put("data", messages.name())
        .put("messageCount", evaluation.size())
        .putAll(SpamMeasure.all(evaluation))
        .put("confusion", evaluation.confusion())
        .put("labels", evaluation.labels());
  }
}
