package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.text.TextKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Examples whose label column holds several labels, as sets of indices.
 *
 * @param examples the examples
 * @param labels all labels, (L), in natural order
 * @param sets the indices of each example's labels, (N), each ascending
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record LabelSets(Examples examples, List<String> labels, int[][] sets) {

  private static final int FEW = 10;

  /** Divides the label columns; L is what occurs there. */
  static LabelSets of(Examples examples, String separator) {
    Set<String> labels = new TreeSet<>();
    examples.forEach(example -> labels.addAll(Labels.split(example.label(), separator)));
    return of(examples, List.copyOf(labels), separator);
  }

  /** Divides the label columns; labels that are not among the given ones are left out. */
  static LabelSets of(Examples examples, List<String> labels, String separator) {
    LabelIndex index = new LabelIndex(labels);
    int[][] sets =
        examples.stream()
            .map(
                example ->
                    Labels.split(example.label(), separator).stream()
                        .mapToInt(index::find)
                        .filter(label -> label >= 0)
                        .sorted()
                        .toArray())
            .toArray(int[][]::new);
    return new LabelSets(examples, labels, sets);
  }

  /** Some of the examples, with the same labels. */
  LabelSets at(int[] places) {
    return new LabelSets(
        Examples.of(Arrays.stream(places).mapToObj(examples::get)),
        labels,
        Arrays.stream(places).mapToObj(place -> sets[place]).toArray(int[][]::new));
  }

  /** Whether each example has a label, (N). */
  boolean[] having(int label) {
    boolean[] having = new boolean[sets.length];
    for (int n = 0; n < sets.length; n++) {
      having[n] = Arrays.binarySearch(sets[n], label) >= 0;
    }
    return having;
  }

  /** The given warnings, and one about labels that few examples have. */
  List<String> warnings(List<String> others) {
    int[] counts = new int[labels.size()];
    Arrays.stream(sets).flatMapToInt(Arrays::stream).forEach(label -> counts[label]++);
    List<String> rare =
        IntStream.range(0, counts.length)
            .filter(label -> counts[label] < FEW)
            .mapToObj(labels::get)
            .toList();
    List<String> warnings = new ArrayList<>(others);
    if (!rare.isEmpty()) {
      warnings.add(
          "fewer than "
              + FEW
              + " examples have each of these labels, too few to choose a threshold: "
              + Printable.list(rare));
    }
    return warnings;
  }

  /** Divides the places of the examples at random into k folds; equal texts are in one. */
  List<int[]> folds(int k, long seed) {
    List<List<Integer>> groups = TextKey.groups(examples.texts());
    Collections.shuffle(groups, new Random(seed));
    List<int[]> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      List<Integer> places = new ArrayList<>();
      for (int g = fold; g < groups.size(); g += k) {
        places.addAll(groups.get(g));
      }
      folds.add(places.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
    return folds;
  }
}
