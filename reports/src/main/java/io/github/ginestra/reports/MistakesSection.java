package io.github.ginestra.reports;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The wrong predictions with the greatest loss, and the tokens they depend on. */
final class MistakesSection {
  private final SequenceClassifier classifier;
  private final Predictions predictions;
  private final int most;

  MistakesSection(SequenceClassifier classifier, Predictions predictions, int most) {
    this.classifier = classifier;
    this.predictions = predictions;
    this.most = most;
  }

  void addTo(Page page) {
    Section section = page.section("mistakes", "Worst mistakes");
    long wrong = predictions.stream().filter(p -> !p.isRight()).count();
    if (wrong == 0) {
      section.paragraph(
          "No test text is classified wrong. These are the correct predictions with the greatest loss.");
      addList(section, costliest(true));
      return;
    }
    List<Prediction> shown = costliest(false);
    section.paragraph(
        Numbers.count(wrong, "test text is", "test texts are")
            + " classified wrong"
            + (shown.size() < wrong
                ? "; the "
                    + Numbers.count(shown.size())
                    + " with the greatest loss are shown, each"
                    + " text once."
                : ".")
            + " Blue, underlined tokens support the wrong label, orange, dotted ones oppose it, each"
            + " in nats of log-odds.");
    addList(section, shown);
  }

  /** The predictions with the least probability of the true label, each text once. */
  private List<Prediction> costliest(boolean right) {
    Set<String> texts = new HashSet<>();
    return predictions.stream()
        .filter(p -> p.isRight() == right)
        .sorted(Comparator.comparingDouble(Prediction::trueProbability))
        .filter(p -> texts.add(p.text()))
        .limit(most)
        .toList();
  }

  private void addList(Section section, List<Prediction> shown) {
    Element list = section.element().appendElement("ol").addClass("mistakes");
    for (Prediction prediction : shown) {
      Element item = list.appendElement("li");
      item.appendElement("h3").text(heading(prediction));
      item.append(classifier.explain(prediction.text()).toHtml());
    }
  }

  private static String heading(Prediction prediction) {
    double loss = -Math.log(Math.max(prediction.trueProbability(), Double.MIN_NORMAL));
    return String.format(
        Locale.ROOT,
        "%s, %s “%s”: loss\u00a0%.2f",
        "Labelled “" + prediction.label() + "”",
        prediction.isRight() ? "rightly called" : "called",
        prediction.predicted(),
        loss);
  }
}
