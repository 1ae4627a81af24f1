package io.github.ginestra.tagging;

import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of words as a byte for each number: a multiple, from -127 to 127, of the step of its
 * row. A step has so few digits that its multiples are exact, so that a table that was rounded once
 * is read as it was written, to the last bit.
 */
final class RoundedTable {
  private static final int LEVELS = 127;
  private static final String MULTIPLES = ".int8";
  private static final String STEPS = ".step";

  /** The bits of a float that a step does not use: its multiples by seven bits are exact. */
  private static final int UNUSED = (1 << 8) - 1;

  private RoundedTable() {}

  /** Replaces a table, (V, D), by its rounded numbers. */
  static Weights rounded(Weights weights, String name) {
    Tensor table = weights.get(name);
    float[] values = table.values().clone();
    int width = table.shape().get(1);
    for (int from = 0; from < values.length; from += width) {
      float step = step(values, from, width);
      for (int i = from; i < from + width; i++) {
        values[i] = step == 0 ? 0 : Math.round(values[i] / step) * step;
      }
    }
    return with(weights, name, Map.of(name, new Tensor(table.shape(), values)));
  }

  private static float step(float[] values, int from, int width) {
    float greatest = 0;
    for (int i = from; i < from + width; i++) {
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    int bits = Float.floatToIntBits(greatest / LEVELS);
    return Float.intBitsToFloat((bits & UNUSED) == 0 ? bits : (bits | UNUSED) + 1);
  }

  /** Writes a table as multiples and steps, if it is rounded; otherwise leaves it as it is. */
  static Weights pack(Weights weights, String name) {
    Tensor table = weights.get(name);
    int width = table.shape().get(1);
    float[] multiples = new float[table.values().length]; // (V, D)
    float[] steps = new float[table.shape().get(0)]; // (V)
    for (int row = 0; row < steps.length; row++) {
      steps[row] = step(table.values(), row * width, width);
      for (int i = row * width; i < (row + 1) * width; i++) {
        float value = table.values()[i];
        multiples[i] = steps[row] == 0 ? 0 : Math.round(value / steps[row]);
        if (multiples[i] * steps[row] != value) {
          return weights;
        }
      }
    }
    Map<String, Tensor> packed = new LinkedHashMap<>();
    packed.put(name + MULTIPLES, new Tensor(table.shape(), multiples));
    packed.put(name + STEPS, new Tensor(List.of(steps.length), steps));
    return with(weights, name, packed);
  }

  /** Reads weights as {@link #pack} writes them. */
  static Weights unpack(Weights weights) {
    for (String name : weights.names()) {
      if (name.endsWith(MULTIPLES)) {
        return unpack(weights, name.substring(0, name.length() - MULTIPLES.length()));
      }
    }
    return weights;
  }

  private static Weights unpack(Weights weights, String name) {
    Tensor multiples = weights.get(name + MULTIPLES);
    Tensor steps = weights.get(name + STEPS);
    if (multiples.shape().size() != 2 || !steps.shape().equals(multiples.shape().subList(0, 1))) {
      throw new IllegalArgumentException(
          "the steps " + steps.shape() + " must be as many as rows of " + multiples.shape());
    }
    int width = multiples.shape().get(1);
    float[] values = new float[multiples.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = multiples.values()[i] * steps.values()[i / width];
    }
    Weights whole =
        with(weights, name + MULTIPLES, Map.of(name, new Tensor(multiples.shape(), values)));
    return with(whole, name + STEPS, Map.of());
  }

  /** The weights with others in the place of one. */
  private static Weights with(Weights weights, String replaced, Map<String, Tensor> others) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (String name : weights.names()) {
      if (name.equals(replaced)) {
        all.putAll(others);
      } else {
        all.put(name, weights.get(name));
      }
    }
    return Weights.of(all);
  }
}
