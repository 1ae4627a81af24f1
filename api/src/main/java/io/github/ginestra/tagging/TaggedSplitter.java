package io.github.ginestra.tagging;

import io.github.ginestra.internal.text.TextKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Divides tagged texts at random; equal texts stay on one side. */
final class TaggedSplitter {
  private final TaggedTexts texts;
  private final List<List<Integer>> groups; // the places of equal texts, in random order

  TaggedSplitter(TaggedTexts texts, long seed) {
    this.texts = texts;
    groups = TextKey.groups(texts.stream().map(TaggedText::text).toList());
    Collections.shuffle(groups, new Random(seed));
  }

  /** See {@link TaggedTexts#split}. */
  TaggedTexts.Split split(double trainFraction) {
    boolean[] trained = new boolean[texts.size()];
    int count = 0;
    for (List<Integer> group : groups) {
      if (count < trainFraction * texts.size()) {
        group.forEach(i -> trained[i] = true);
        count += group.size();
      }
    }
    return split(trained);
  }

  /** See {@link TaggedTexts#folds}. */
  List<TaggedTexts.Split> folds(int count) {
    if (count < 2 || groups.size() < count) {
      throw new IllegalArgumentException(
          "folds ("
              + count
              + ") must be in [2, "
              + groups.size()
              + "], the number of different texts");
    }
    List<TaggedTexts.Split> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      boolean[] trained = new boolean[texts.size()];
      for (int g = 0; g < groups.size(); g++) {
        boolean other = g % count != fold;
        groups.get(g).forEach(i -> trained[i] = other);
      }
      folds.add(split(trained));
    }
    return folds;
  }

  private TaggedTexts.Split split(boolean[] trained) {
    Collection<TaggedText> train = new ArrayList<>();
    Collection<TaggedText> test = new ArrayList<>();
    for (int i = 0; i < trained.length; i++) {
      (trained[i] ? train : test).add(texts.get(i));
    }
    return new TaggedTexts.Split(
        TaggedTexts.of(train, texts.warnings()), TaggedTexts.of(test, texts.warnings()));
  }
}
