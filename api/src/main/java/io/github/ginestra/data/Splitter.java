package io.github.ginestra.data;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.text.TextKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Splits examples at random, stratified by label, in groups that are never divided. */
final class Splitter {
  private final List<Example> examples;
  private final String unit;

  /** The groups of examples of each label; a group is a list of indices. */
  private final Map<String, List<List<Integer>>> groups = new TreeMap<>();

  /** Splits groups, which error messages call {@code unit}. */
  private Splitter(List<Example> examples, Collection<List<Integer>> all, String unit) {
    this.examples = examples;
    this.unit = unit;
    for (List<Integer> group : all) {
      String label = examples.get(group.get(0)).label();
      groups.computeIfAbsent(label, l -> new ArrayList<>()).add(group);
    }
  }

  /** Keeps equal texts together. */
  static Splitter grouped(List<Example> examples) {
    List<String> texts = examples.stream().map(Example::text).toList();
    return new Splitter(examples, TextKey.groups(texts), "different texts");
  }

  /** Each example is a group by itself. */
  static Splitter random(List<Example> examples) {
    List<List<Integer>> single = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      single.add(List.of(i));
    }
    return new Splitter(examples, single, "examples");
  }

  Split split(double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new IllegalArgumentException("trainFraction (" + trainFraction + ") must be in (0, 1)");
    }
    requireTwo("a split");
    boolean[] train = new boolean[examples.size()];
    Random random = new Random(seed);
    for (List<List<Integer>> ofLabel : groups.values()) {
      List<List<Integer>> shuffled = shuffled(ofLabel, random);
      int size = shuffled.stream().mapToInt(List::size).sum();
      fill(train, shuffled, Math.toIntExact(Math.round(trainFraction * size)));
    }
    learnEveryLabel(train);
    return split(train);
  }

  /**
   * Moves to the train side what has a label that is missing there, because all its texts are in
   * groups that count for another label.
   */
  private void learnEveryLabel(boolean[] train) {
    Set<String> learned = new HashSet<>();
    for (int i = 0; i < train.length; i++) {
      if (train[i]) {
        learned.add(examples.get(i).label());
      }
    }
    groups.values().stream()
        .flatMap(List::stream)
        .filter(group -> !train[group.get(0)])
        .forEach(
            group -> {
              List<String> labels = group.stream().map(i -> examples.get(i).label()).toList();
              if (!learned.containsAll(labels)) {
                group.forEach(i -> train[i] = true);
                learned.addAll(labels);
              }
            });
  }

  private void requireTwo(String purpose) {
    if (examples.size() < 2) {
      throw new IllegalArgumentException(
          "two or more examples are needed for " + purpose + ", not " + examples.size());
    }
  }

  /**
   * Takes groups in order while they fit. A label with at least two groups has one or more on each
   * side.
   */
  private static void fill(boolean[] train, List<List<Integer>> shuffled, int target) {
    int taken = 0;
    int groupsTaken = 0;
    for (List<Integer> group : shuffled) {
      boolean wanted = groupsTaken == 0 || taken + group.size() <= target;
      boolean leavesOne = groupsTaken < shuffled.size() - 1 || shuffled.size() == 1;
      if (wanted && leavesOne) {
        group.forEach(i -> train[i] = true);
        taken += group.size();
        groupsTaken++;
      }
    }
  }

  /**
   * Divides the examples into k folds.
   *
   * @param smallInTraining whether labels with fewer groups than k are in the training part of all
   *     folds
   */
  List<Split> folds(int k, long seed, boolean smallInTraining) {
    if (k < 2) {
      throw new IllegalArgumentException("k (" + k + ") must be 2 or more");
    }
    requireTwo("folds");
    if (smallInTraining) {
      requireOneOfSize(k);
    } else {
      requireAllOfSize(k);
    }
    int[] folds = assign(k, new Random(seed));
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      boolean[] train = new boolean[folds.length];
      for (int i = 0; i < folds.length; i++) {
        train[i] = folds[i] != fold;
      }
      splits.add(split(train));
    }
    return splits;
  }

  private void requireAllOfSize(int k) {
    String smallest = Collections.min(groups.keySet(), Comparator.comparingInt(this::size));
    int size = size(smallest);
    if (size < 2) {
      throw new IllegalArgumentException(
          "the label "
              + Printable.quoted(smallest)
              + " has only "
              + size
              + " of the "
              + k
              + " "
              + unit
              + " that k folds need: add some, leave the label out, or have small labels learned from"
              + " in all folds (Examples.foldsWithSmallLabelsInTraining,"
              + " CrossValidation.smallLabelsInTraining)");
    }
    if (size < k) {
      throw new IllegalArgumentException(
          "k ("
              + k
              + ") must be at most "
              + size
              + ", the number of "
              + unit
              + " labelled "
              + Printable.quoted(smallest));
    }
  }

  private void requireOneOfSize(int k) {
    String largest = Collections.max(groups.keySet(), Comparator.comparingInt(this::size));
    if (size(largest) < k) {
      throw new IllegalArgumentException(
          "no label has "
              + k
              + " "
              + unit
              + ", one for each of k folds; the most, "
              + size(largest)
              + ", are labelled "
              + Printable.quoted(largest)
              + ": add some"
              + (size(largest) > 1 ? ", or lower k" : ""));
    }
  }

  private int size(String label) {
    return groups.getOrDefault(label, List.of()).size();
  }

  /**
   * The fold of each example, -1 for labels with fewer groups than folds. A group is assigned to
   * the fold with the fewest examples of its label, and among equals to the smallest fold.
   */
  private int[] assign(int k, Random random) {
    int[] folds = new int[examples.size()];
    Arrays.fill(folds, -1);
    int[] sizes = new int[k];
    for (List<List<Integer>> ofLabel : groups.values()) {
      if (ofLabel.size() < k) {
        continue;
      }
      int[] sizesOfLabel = new int[k];
      List<List<Integer>> largestFirst = shuffled(ofLabel, random);
      largestFirst.sort(Comparator.comparingInt(group -> -group.size()));
      for (List<Integer> group : largestFirst) {
        int fold = smallest(sizesOfLabel, sizes);
        group.forEach(i -> folds[i] = fold);
        sizesOfLabel[fold] += group.size();
        sizes[fold] += group.size();
      }
    }
    return folds;
  }

  private static int smallest(int[] sizesOfLabel, int[] sizes) {
    int best = 0;
    for (int fold = 1; fold < sizes.length; fold++) {
      if (sizesOfLabel[fold] < sizesOfLabel[best]
          || (sizesOfLabel[fold] == sizesOfLabel[best] && sizes[fold] < sizes[best])) {
        best = fold;
      }
    }
    return best;
  }

  private static List<List<Integer>> shuffled(List<List<Integer>> groups, Random random) {
    List<List<Integer>> shuffled = new ArrayList<>(groups);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private Split split(boolean[] train) {
    boolean[] test = new boolean[train.length];
    for (int i = 0; i < train.length; i++) {
      test[i] = !train[i];
    }
    return new Split(selected(train), selected(test));
  }

  /** The examples that a mask selects. */
  private Examples selected(boolean[] mask) {
    return Examples.of(
        IntStream.range(0, mask.length).filter(i -> mask[i]).mapToObj(examples::get));
  }
}
