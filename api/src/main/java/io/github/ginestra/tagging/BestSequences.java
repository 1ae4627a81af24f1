package io.github.ginestra.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The k most probable sequences of a conditional random field: Viterbi's algorithm with k best
 * beginnings for each tag. Memory grows with T·L·k.
 */
final class BestSequences {
  private static final int NONE = -1;

  private final TagGraph graph;
  private final int count; // k
  private double[] scores; // (L, k): the best beginnings that end with a tag, best first
  private final int[][] back; // (T) of (L, k): the place of the beginning before, tag·k + rank

  private BestSequences(ConditionalRandomField field, TagGraph graph, int length, int count) {
    this.graph = graph;
    this.count = count;
    scores = none();
    back = new int[length][];
    for (int tag = 0; tag < graph.tags(); tag++) {
      scores[tag * count] = graph.starts(tag) ? field.tag(0, tag) : Double.NEGATIVE_INFINITY;
    }
    for (int t = 1; t < length; t++) {
      step(field, t);
    }
  }

  /** Of equally probable sequences those with lower tags at the end come first. */
  static List<int[]> of(ConditionalRandomField field, TagGraph graph, int length, int count) {
    return new BestSequences(field, graph, length, count).sequences();
  }

  private double[] none() {
    double[] none = new double[graph.tags() * count];
    Arrays.fill(none, Double.NEGATIVE_INFINITY);
    return none;
  }

  private void step(ConditionalRandomField field, int t) {
    double[] next = none();
    int[] places = new int[next.length];
    for (int tag = 0; tag < graph.tags(); tag++) {
      for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
        double added = field.pair(t, p) + field.tag(t, tag);
        int from = graph.from(p) * count;
        for (int rank = 0; rank < count; rank++) {
          boolean kept =
              insert(next, places, tag * count, scores[from + rank] + added, from + rank);
          if (!kept) {
            break; // those after it are worse
          }
        }
      }
    }
    scores = next;
    back[t] = places;
  }

  /** Puts a beginning into the order of k; false if it is worse than all of them. */
  private boolean insert(double[] best, int[] places, int start, double score, int place) {
    int at = start + count;
    while (at > start && score > best[at - 1]) {
      at--;
    }
    if (at == start + count) {
      return false;
    }
    int moved = start + count - 1 - at;
    System.arraycopy(best, at, best, at + 1, moved);
    System.arraycopy(places, at, places, at + 1, moved);
    best[at] = score;
    places[at] = place;
    return true;
  }

  private List<int[]> sequences() {
    double[] last = new double[count];
    int[] places = new int[count];
    Arrays.fill(last, Double.NEGATIVE_INFINITY);
    Arrays.fill(places, NONE);
    for (int place = 0; place < scores.length; place++) {
      if (graph.ends(place / count)) {
        insert(last, places, 0, scores[place], place);
      }
    }
    List<int[]> sequences = new ArrayList<>();
    for (int rank = 0; rank < count && places[rank] != NONE; rank++) {
      sequences.add(follow(places[rank]));
    }
    return sequences;
  }

  private int[] follow(int end) {
    int[] sequence = new int[back.length];
    int place = end;
    for (int t = back.length - 1; t >= 0; t--) {
      sequence[t] = place / count;
      place = t == 0 ? 0 : back[t][place];
    }
    return sequence;
  }
}
