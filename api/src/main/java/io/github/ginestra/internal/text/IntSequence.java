package io.github.ginestra.internal.text;

/** Numbers in an order. */
public interface IntSequence {

  /** How many there are. */
  int size();

  /** The number at a place in [0, size). */
  int get(int place);

  /** Views an array. */
  static IntSequence of(int... values) {
    return new IntSequence() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public int get(int place) {
        return values[place];
      }
    };
  }

  /** Views these numbers from one place to another. */
  default IntSequence part(int from, int to) {
    IntSequence whole = this;
    return new IntSequence() {
      @Override
      public int size() {
        return to - from;
      }

      @Override
      public int get(int place) {
        return whole.get(from + place);
      }
    };
  }

  /** Views these numbers followed by others. */
  default IntSequence then(IntSequence others) {
    IntSequence first = this;
    return new IntSequence() {
      @Override
      public int size() {
        return first.size() + others.size();
      }

      @Override
      public int get(int place) {
        return place < first.size() ? first.get(place) : others.get(place - first.size());
      }
    };
  }
}
