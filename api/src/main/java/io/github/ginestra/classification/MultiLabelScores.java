package io.github.ginestra.classification;

import io.github.ginestra.classification.MultiLabelClassifier.Scores;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what is right and wrong in sets of labels. */
final class MultiLabelScores {
  private MultiLabelScores() {}

  /** Of one label: how many texts have it, are given it, and both. */
  private static final class Counts {
    private int truths;
    private int given;
    private int both;

    LabelScores scores() {
      return new LabelScores(
          ratio(both, given), ratio(both, truths), ratio(2 * both, given + truths), truths);
    }
  }

  static Scores of(List<Set<String>> truths, List<Set<String>> given) {
    Map<String, Counts> byLabel = new TreeMap<>();
    Counts all = new Counts();
    int equal = 0;
    for (int n = 0; n < truths.size(); n++) {
      for (String label : truths.get(n)) {
        Counts counts = byLabel.computeIfAbsent(label, l -> new Counts());
        boolean found = given.get(n).contains(label);
        counts.truths++;
        counts.both += found ? 1 : 0;
        all.truths++;
        all.both += found ? 1 : 0;
      }
      for (String label : given.get(n)) {
        byLabel.computeIfAbsent(label, l -> new Counts()).given++;
        all.given++;
      }
      equal += truths.get(n).equals(given.get(n)) ? 1 : 0;
    }
    Map<String, LabelScores> scores = new LinkedHashMap<>();
    byLabel.forEach((label, counts) -> scores.put(label, counts.scores()));
    double macro = scores.values().stream().mapToDouble(LabelScores::f1).average().orElse(0);
    return new Scores(
        truths.size(), all.scores().f1(), macro, (double) equal / truths.size(), scores);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
