package io.github.ginestra.reports;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.MultiLabelClassifier.Answer;
import io.github.ginestra.classification.MultiLabelClassifier.Scores;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** What a classifier of several labels says of test examples, and how right it is. */
final class MultiLabelSections {

  /**
   * One test text.
   *
   * @param right the labels that it has and gets
   * @param missed those that it has and does not get
   * @param wrong those that it gets and does not have
   * @param loss in nats, over all labels that were learned
   */
  private record Tested(
      String text, Set<String> right, Set<String> missed, Set<String> wrong, double loss) {

    static Tested of(String text, Set<String> truth, Answer answer) {
      double loss = 0;
      for (Map.Entry<String, Double> label : answer.probabilities().entrySet()) {
        double p = truth.contains(label.getKey()) ? label.getValue() : 1 - label.getValue();
        loss -= Math.log(Math.max(p, Double.MIN_NORMAL));
      }
      Set<String> right = new TreeSet<>(truth);
      right.retainAll(answer.labels());
      return new Tested(text, right, without(truth, right), without(answer.labels(), right), loss);
    }

    private static Set<String> without(Set<String> labels, Set<String> others) {
      Set<String> rest = new TreeSet<>(labels);
      rest.removeAll(others);
      return rest;
    }

    boolean isRight() {
      return missed.isEmpty() && wrong.isEmpty();
    }
  }

  private final MultiLabelClassifier classifier;
  private final List<Set<String>> truths;
  private final List<Tested> texts = new ArrayList<>();
  private final Scores scores;

  MultiLabelSections(MultiLabelClassifier classifier, Examples test) {
    this.classifier = classifier;
    truths =
        test.stream()
            .map(example -> Labels.split(example.label(), classifier.separator()))
            .toList();
    List<Answer> answers = classifier.classifyAll(test.texts());
    for (int n = 0; n < answers.size(); n++) {
      texts.add(Tested.of(test.get(n).text(), truths.get(n), answers.get(n)));
    }
    scores = Scores.of(truths, answers.stream().map(Answer::labels).toList());
  }

  /** Adds the most important figures, and what makes them doubtful. */
  void addResult(Page page) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("micro F1", Numbers.decimal(scores.microF1()));
    figures.put("macro F1", Numbers.decimal(scores.macroF1()));
    figures.put("all labels right", Numbers.percent(scores.subsetAccuracy()));
    figures.put(
        "of " + Numbers.count(texts.size()) + " test texts not all right",
        Numbers.count(texts.stream().filter(text -> !text.isRight()).count()));
    Map<Set<String>, Long> sets =
        truths.stream().collect(Collectors.groupingBy(set -> set, Collectors.counting()));
    long most = sets.values().stream().mapToLong(count -> count).max().orElseThrow();
    page.section("result", "Result")
        .figures(figures)
        .paragraph(
            "Giving every text the most frequent set of labels would get all labels right for "
                + Numbers.percent((double) most / texts.size())
                + " of the test texts.")
        .warnings(warnings())
        .paragraph(
            "Measured on the test texts. Micro F1 is F1 over the decisions on all labels together,"
                + " in which frequent labels weigh more; macro F1 is the mean of the labels’ F1, in"
                + " which all that occur weigh the same. All labels are right if a text gets"
                + " exactly its labels (subset accuracy).");
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(classifier.warnings());
    List<String> unknown =
        scores.labels().keySet().stream()
            .filter(label -> !classifier.thresholds().containsKey(label))
            .toList();
    if (!unknown.isEmpty()) {
      warnings.add(
          "test texts have labels that the classifier has not learned, and that are missed in"
              + " each: "
              + Printable.list(unknown));
    }
    return warnings;
  }

  /** Adds the scores of each label, and the threshold from which it is given. */
  void addLabels(Page page) {
    Table table =
        new Table(
                "Scores of each label",
                List.of("label", "precision", "recall", "F1", "threshold", "texts"))
            .sticky();
    Set<String> labels = new TreeSet<>(classifier.labels());
    labels.addAll(scores.labels().keySet());
    for (String label : labels) {
      Double threshold = classifier.thresholds().get(label);
      String shown = threshold == null ? Numbers.NONE : Numbers.decimal(threshold);
      LabelScores ofLabel = scores.labels().get(label);
      table.row(
          label,
          ofLabel == null
              ? List.of(Numbers.NONE, Numbers.NONE, Numbers.NONE, shown, Numbers.count(0))
              : Numbers.scores(ofLabel, shown));
    }
    page.section("labels", "Labels")
        .table(table)
        .paragraph(
            "Precision: the fraction of the texts given the label that have it. Recall: the"
                + " fraction of the texts with the label that are given it. F1: their harmonic"
                + " mean. A label is given if its probability is the threshold or more. A dash: no"
                + " test text has the label or is given it, or it was never learned.");
  }

  /** Adds which labels are given instead of others, and which are missed together. */
  void addConfusions(Page page) {
    Confusions instead = new Confusions();
    Confusions together = new Confusions();
    for (Tested text : texts) {
      for (String missed : text.missed) {
        text.wrong.forEach(wrong -> instead.add(missed, wrong, 1));
        text.missed.stream()
            .filter(other -> missed.compareTo(other) < 0)
            .forEach(other -> together.add(missed, other, 1));
      }
    }
    if (instead.isEmpty() && together.isEmpty()) {
      return;
    }
    Section section = page.section("confusion", "Confused labels");
    instead.addTo(
        section,
        "Most frequent: a label is missed, another one is given",
        List.of("missed label", "given, but wrong", "texts", "of those with the label"),
        pair -> support(Set.of(pair.label())));
    together.addTo(
        section,
        "Most frequent: two labels are missed in one text",
        List.of("missed label", "missed, too", "texts", "of those with both"),
        pair -> support(Set.of(pair.label(), pair.other())));
    section.paragraph(
        "A text with several such labels counts for each pair of them. A label that is missed or"
            + " wrongly given by itself is counted by recall or precision alone.");
  }

  private int support(Set<String> labels) {
    return (int) truths.stream().filter(truth -> truth.containsAll(labels)).count();
  }

  /** Adds the texts with wrong or missed labels that have the greatest loss. */
  void addMistakes(Page page, int most) {
    List<Tested> wrong =
        texts.stream()
            .filter(text -> !text.isRight())
            .sorted(Comparator.comparingDouble(Tested::loss).reversed())
            .toList();
    Section section = page.section("mistakes", "Worst mistakes");
    if (wrong.isEmpty()) {
      section.paragraph("Every test text gets exactly its labels.");
      return;
    }
    section.paragraph(
        Numbers.count(
                wrong.size(),
                "test text does not get exactly its labels.",
                "test texts do not get exactly their labels.")
            + " Those with the greatest loss, over all labels, come first.");
    Element list = section.element().appendElement("ol").addClass("mistakes");
    for (Tested text : wrong.subList(0, Math.min(most, wrong.size()))) {
      Element item = list.appendElement("li");
      item.appendElement("h3").text(heading(text));
      item.appendChild(Section.preformatted(text.text));
    }
  }

  private static String heading(Tested text) {
    Map<String, Set<String>> parts = new LinkedHashMap<>();
    parts.put("Missed: ", text.missed);
    parts.put("Wrongly given: ", text.wrong);
    parts.put("Rightly given: ", text.right);
    String labels =
        parts.entrySet().stream()
            .filter(part -> !part.getValue().isEmpty())
            .map(part -> part.getKey() + "“" + String.join("”, “", part.getValue()) + "”")
            .collect(Collectors.joining(". "));
    return String.format(Locale.ROOT, "%s. Loss\u00a0%.2f", labels, text.loss);
  }
}
