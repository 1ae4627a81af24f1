package io.github.ginestra.selection;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Examples dealt out to folds, which are numbered from 1; 0 are those that are never tested. */
final class Folds {
  private final Examples examples;
  private final int[] folds; // (N)

  private Folds(Examples examples, int[] folds) {
    this.examples = examples;
    this.folds = folds;
  }

  /**
   * Deals examples out.
   *
   * @param grouped whether equal texts stand in one fold
   * @param smallInTraining whether labels too small for so many folds are in none
   */
  static Folds deal(Examples examples, int k, boolean grouped, boolean smallInTraining, long seed) {
    // Each example becomes an object of its own, so that its place can be found again.
    Examples own = Examples.of(examples.stream().map(e -> new Example(e.label(), e.text())));
    IdentityHashMap<Example, Integer> places = new IdentityHashMap<>();
    own.forEach(example -> places.put(example, places.size()));
    List<Split> splits = splits(own, k, grouped, smallInTraining, seed);
    int[] folds = new int[own.size()];
    for (int fold = 1; fold <= k; fold++) {
      for (Example example : splits.get(fold - 1).test()) {
        folds[places.getOrDefault(example, 0)] = fold;
      }
    }
    return new Folds(own, folds);
  }

  private static List<Split> splits(
      Examples own, int k, boolean grouped, boolean smallInTraining, long seed) {
    if (smallInTraining) {
      return grouped
          ? own.foldsWithSmallLabelsInTraining(k, seed)
          : own.randomFoldsWithSmallLabelsInTraining(k, seed);
    }
    return grouped ? own.folds(k, seed) : own.randomFolds(k, seed);
  }

  /** Whether an example of a label is tested. */
  boolean isTested(String label) {
    return IntStream.range(0, folds.length)
        .anyMatch(i -> folds[i] > 0 && examples.get(i).label().equals(label));
  }

  /** The places of a fold's examples, from 0, in order. */
  int[] places(int fold) {
    return IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
  }

  Example get(int place) {
    return examples.get(place);
  }

  /** The examples of all other folds, in order. */
  Examples without(List<Integer> heldOut) {
    return Examples.of(
        IntStream.range(0, folds.length)
            .filter(i -> !heldOut.contains(folds[i]))
            .mapToObj(examples::get));
  }
}
