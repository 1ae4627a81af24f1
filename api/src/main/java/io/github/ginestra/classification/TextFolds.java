package io.github.ginestra.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Deals texts into folds of nearly equal size, the texts of each label evenly. The first text of
 * each label is never in fold 0, so that a fold 0 that is held out takes no label away.
 *
 * @param folds the fold of each text, (N)
 * @param count how many folds there are
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record TextFolds(int[] folds, int count) {

  /**
   * Deals texts.
   *
   * @param texts the texts, (N)
   * @param labels the label index of each, (N)
   * @param count how many folds; 2 or more
   * @param together whether equal texts stay in one fold
   */
  static TextFolds deal(
      List<String> texts, int[] labels, int labelCount, int count, boolean together, long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
    Collections.shuffle(order, random);
    int[] next = new int[labelCount];
    Arrays.setAll(next, label -> 1 + random.nextInt(count - 1));
    Map<Object, Integer> foldOf = new HashMap<>();
    int[] folds = new int[texts.size()];
    for (int place : order) {
      Object group = together ? texts.get(place) : place;
      folds[place] = foldOf.computeIfAbsent(group, key -> next[labels[place]]++ % count);
    }
    return new TextFolds(folds, count);
  }

  /** The folds of the first texts alone. */
  TextFolds first(int size) {
    return new TextFolds(Arrays.copyOf(folds, size), count);
  }

  /** The places of the texts of a fold, ascending. */
  int[] in(int fold) {
    return IntStream.range(0, folds.length).filter(place -> folds[place] == fold).toArray();
  }

  /** The places of the texts of all other folds, ascending. */
  int[] without(int fold) {
    return IntStream.range(0, folds.length).filter(place -> folds[place] != fold).toArray();
  }
}
