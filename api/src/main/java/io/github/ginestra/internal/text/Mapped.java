package io.github.ginestra.internal.text;

import java.util.Arrays;

/**
 * A text made from another one, and where in that each of its characters comes from.
 *
 * @param text the text
 * @param starts for each UTF-16 unit the start of its origin
 * @param ends for each UTF-16 unit the end of its origin
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, never compared
public record Mapped(String text, int[] starts, int[] ends) {

  /** A text that was not changed. */
  public static Mapped unchanged(String text) {
    int[] places = new int[text.length() + 1];
    Arrays.setAll(places, i -> i);
    return new Mapped(
        text, Arrays.copyOf(places, text.length()), Arrays.copyOfRange(places, 1, places.length));
  }

  /** The place in the other text of a place in this one, in [0, length]. */
  public int origin(int place) {
    return place < starts.length ? starts[place] : end(place);
  }

  /** The place in the other text where what ends at a place in this one ends. */
  public int end(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  /** The same text, made from the text that the other one was made from. */
  public Mapped after(Mapped before) {
    int[] first = new int[starts.length];
    int[] last = new int[ends.length];
    Arrays.setAll(first, i -> before.starts[starts[i]]);
    Arrays.setAll(last, i -> before.ends[ends[i] - 1]);
    return new Mapped(text, first, last);
  }

  /** Collects parts of the text. */
  public static final class Builder {
    private final StringBuilder text;
    private int[] starts;
    private int[] ends;

    public Builder(int length) {
      text = new StringBuilder(length);
      starts = new int[length];
      ends = new int[length];
    }

    /** Adds characters that all come from one part of the other text. */
    public void add(String characters, int start, int end) {
      int from = text.length();
      text.append(characters);
      if (text.length() > starts.length) {
        starts = Arrays.copyOf(starts, 2 * text.length());
        ends = Arrays.copyOf(ends, 2 * text.length());
      }
      Arrays.fill(starts, from, text.length(), start);
      Arrays.fill(ends, from, text.length(), end);
    }

    public Mapped build() {
      int length = text.length();
      return new Mapped(
          text.toString(), Arrays.copyOf(starts, length), Arrays.copyOf(ends, length));
    }
  }
}
