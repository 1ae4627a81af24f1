package io.github.ginestra.samples;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.internal.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A classifier's answers to the user's own messages. */
final class SpamAnswers {
  private SpamAnswers() {}

  /** Prints the answers, in the order of the messages, and adds them to the figures. */
  static void add(
      SequenceClassifier classifier, List<String> texts, Console console, Figures figures) {
    if (texts.isEmpty()) {
      return;
    }
    console.say("");
    List<Map<String, Object>> answers = new ArrayList<>();
    for (String text : texts) {
      Classification answer = classifier.classify(text);
      console.say(
          "%-4s  %.4f  %s", Printable.of(answer.label()), answer.probability(), Printable.of(text));
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("label", answer.label());
      said.put("probability", answer.probability());
      if (texts.size() == 1) {
        figures.putAll(said);
      }
      answers.add(new Figures().put("text", text).putAll(said).asMap());
    }
    figures.put("messages", answers);
  }
}
