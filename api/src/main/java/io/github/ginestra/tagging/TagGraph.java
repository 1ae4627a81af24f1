package io.github.ginestra.tagging;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which tags may begin a sequence, follow each other and end it. Each pair of tags that may follow
 * each other has a number; pairs into the same tag are adjacent. Immutable.
 */
final class TagGraph {
  private final int tags;
  private final boolean[] starts; // (L)
  private final boolean[] ends; // (L)
  private final int[] from; // (P): the first tag of each pair
  private final int[] begin; // (L + 1): the first pair into each tag

  /** Says whether a tag may follow another. */
  interface Follows {
    boolean test(int from, int to);
  }

  TagGraph(int tags, IntPredicate starts, Follows follows, IntPredicate ends) {
    this.tags = tags;
    this.starts = new boolean[tags];
    this.ends = new boolean[tags];
    begin = new int[tags + 1];
    int[] pairs = new int[tags];
    int size = 0;
    for (int to = 0; to < tags; to++) {
      this.starts[to] = starts.test(to);
      this.ends[to] = ends.test(to);
      for (int i = 0; i < tags; i++) {
        if (follows.test(i, to)) {
          pairs = size < pairs.length ? pairs : Arrays.copyOf(pairs, 2 * size);
          pairs[size++] = i;
        }
      }
      begin[to + 1] = size;
    }
    from = Arrays.copyOf(pairs, size);
  }

  /** Any tag may follow any other. */
  static TagGraph complete(int tags) {
    return new TagGraph(tags, tag -> true, (from, to) -> true, tag -> true);
  }

  /** L, the number of tags. */
  int tags() {
    return tags;
  }

  /** P, the number of pairs that may follow each other. */
  int pairs() {
    return from.length;
  }

  boolean starts(int tag) {
    return starts[tag];
  }

  boolean ends(int tag) {
    return ends[tag];
  }

  /** The first pair into a tag; {@code begin(tag + 1)} is the end of these pairs. */
  int begin(int tag) {
    return begin[tag];
  }

  /** The first tag of a pair. */
  int from(int pair) {
    return from[pair];
  }

  /** The number of a pair; -1 if the tags must not follow each other. */
  int pair(int first, int second) {
    int pair = Arrays.binarySearch(from, begin[second], begin[second + 1], first);
    return pair < 0 ? -1 : pair;
  }
}
