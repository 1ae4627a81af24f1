package io.github.ginestra.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of non-negative integers in compact form: one byte each while none is above 255, two bytes
 * up to 65,535, otherwise four. Numbers can be appended; existing ones do not change.
 */
public final class CompactInts implements IntSequence {
  private static final int PART_BITS = 16;
  private static final int PART = 1 << PART_BITS;

  /** Parts of equal length: as arrays of bytes, characters or integers. */
  private final List<Object> parts = new ArrayList<>();

  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public int get(int place) {
    Object part = parts.get(place >>> PART_BITS);
    int within = place & (PART - 1);
    if (part instanceof byte[] bytes) {
      return bytes[within] & 0xff;
    }
    return part instanceof char[] chars ? chars[within] : ((int[]) part)[within];
  }

  /**
   * Adds a number at the end.
   *
   * @param number 0 or more
   * @throws IllegalArgumentException if there are as many as can be counted
   */
  public void add(int number) {
    if (size == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("more than " + Integer.MAX_VALUE + " symbols or tokens");
    }
    int within = size & (PART - 1);
    if (within == 0) {
      parts.add(new byte[PART]);
    }
    int last = parts.size() - 1;
    Object part = widened(parts.get(last), number);
    parts.set(last, part);
    if (part instanceof byte[] bytes) {
      bytes[within] = (byte) number;
    } else if (part instanceof char[] chars) {
      chars[within] = (char) number;
    } else {
      ((int[]) part)[within] = number;
    }
    size++;
  }

  /** The same part, wide enough for a number. */
  private static Object widened(Object part, int number) {
    if (part instanceof byte[] bytes && number > 0xff) {
      char[] chars = new char[PART];
      for (int i = 0; i < PART; i++) {
        chars[i] = (char) (bytes[i] & 0xff);
      }
      return widened(chars, number);
    }
    if (part instanceof char[] chars && number > 0xffff) {
      int[] ints = new int[PART];
      for (int i = 0; i < PART; i++) {
        ints[i] = chars[i];
      }
      return ints;
    }
    return part;
  }
}
