package io.github.ginestra.backend.contract;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models of the labels in {@code ngrams.bin}, as {@code docs/model-format.md} defines them. */
final class LabelModelsOracle {
  private final Map<List<Integer>, Integer> counts = new HashMap<>();
  private final Map<List<Integer>, Integer> totals = new HashMap<>();
  private final Map<List<Integer>, Integer> different = new HashMap<>();
  private final int order;
  private final int vocabulary;

  LabelModelsOracle(byte[] ngrams, int order, int vocabulary) {
    this.order = order;
    this.vocabulary = vocabulary;
    ByteBuffer bytes = ByteBuffer.wrap(ngrams);
    List<List<Integer>> contexts = List.of(List.of());
    for (int length = 0; length <= order; length++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> context : contexts) {
        int followers = number(bytes);
        different.put(context, followers);
        int id = -1;
        for (int k = 0; k < followers; k++) {
          id += 1 + number(bytes);
          int count = number(bytes);
          List<Integer> sequence = new ArrayList<>(context);
          sequence.add(id);
          counts.put(sequence, count);
          totals.merge(context, count, Integer::sum);
          longer.add(sequence);
        }
      }
      contexts = longer;
    }
  }

  private static int number(ByteBuffer bytes) {
    byte next = bytes.get();
    return next >= 0 ? next : (next & 0x7f) + 128 * number(bytes);
  }

  /** The logarithm of a text's probability by a label's model. */
  double logProbability(int label, int[] ids) {
    List<Integer> text = new ArrayList<>(List.of(0));
    for (int id : ids) {
      text.add(id);
    }
    text.add(0);
    double sum = 0;
    for (int at = 1; at < text.size(); at++) {
      sum +=
          Math.log(probability(label, text.subList(Math.max(0, at - order + 1), at), text.get(at)));
    }
    return sum;
  }

  private double probability(int label, List<Integer> context, int token) {
    double shorter =
        context.isEmpty()
            ? 1.0 / vocabulary
            : probability(label, context.subList(1, context.size()), token);
    List<Integer> sequence = new ArrayList<>(List.of(label));
    sequence.addAll(context);
    int total = totals.getOrDefault(sequence, 0);
    int kinds = different.getOrDefault(sequence, 0);
    sequence.add(token);
    int count = counts.getOrDefault(sequence, 0);
    return total == 0 ? shorter : (count + kinds * shorter) / (total + kinds);
  }
}
