package io.github.ginestra.tagging;

import java.io.ByteArrayOutputStream;

/**
 * The sparse path and the words that were learned from, as bytes. {@code docs/model-format.md}
 * defines it: numbers are written seven bits a byte, the lowest first; all bytes of a number but
 * the last have their highest bit set; a float is the number of its 32 bits.
 */
final class SparseFile {
  private final byte[] bytes;
  private int place;

  private SparseFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What the bytes hold.
   *
   * @param words the keys of the words that were learned from
   */
  record Content(SparsePath path, FeatureIndex words) {}

  static byte[] write(SparsePath path, FeatureIndex words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, path.index().size());
    write(out, Float.floatToIntBits(path.step()));
    for (float pair : path.pairs()) {
      write(out, Float.floatToIntBits(pair));
    }
    for (int row = 0; row < path.index().size(); row++) {
      writeKey(out, path.index(), row);
      writeRow(out, path, row);
    }
    write(out, words.size());
    for (int row = 0; row < words.size(); row++) {
      writeKey(out, words, row);
    }
    return out.toByteArray();
  }

  /** The distance from the key before. */
  private static void writeKey(ByteArrayOutputStream out, FeatureIndex index, int row) {
    write(out, index.key(row) - (row == 0 ? Integer.MIN_VALUE : index.key(row - 1)));
  }

  /** How many weights are not 0, and for each the distance from the tag before it, less one. */
  private static void writeRow(ByteArrayOutputStream out, SparsePath path, int row) {
    int from = row * path.tags();
    int count = 0;
    for (int l = 0; l < path.tags(); l++) {
      count += path.weights()[from + l] == 0 ? 0 : 1;
    }
    write(out, count);
    int before = -1;
    for (int l = 0; l < path.tags(); l++) {
      if (path.weights()[from + l] != 0) {
        write(out, l - before - 1);
        out.write(path.weights()[from + l]);
        before = l;
      }
    }
  }

  private static void write(ByteArrayOutputStream out, int number) {
    int rest = number;
    while ((rest & ~0x7f) != 0) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /**
   * Reads a path over a graph of tags.
   *
   * @throws IllegalArgumentException if the bytes are not those of such a path
   */
  static Content read(byte[] bytes, TagGraph graph) {
    SparseFile file = new SparseFile(bytes);
    SparsePath path = file.path(graph);
    FeatureIndex words = new FeatureIndex(file.keys(file.count(1)));
    require(file.place == bytes.length, "end " + (bytes.length - file.place) + " bytes early");
    return new Content(path, words);
  }

  private SparsePath path(TagGraph graph) {
    int rows = count(2);
    float step = finite();
    float[] pairs = new float[graph.pairs()];
    for (int p = 0; p < pairs.length; p++) {
      pairs[p] = finite();
    }
    require((long) rows * graph.tags() <= SparseFit.MOST_WEIGHTS, "have too many rows, " + rows);
    int[] keys = new int[rows];
    byte[] weights = new byte[rows * graph.tags()];
    int key = Integer.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      key = key(key, row);
      keys[row] = key;
      readRow(weights, row * graph.tags(), graph.tags());
    }
    return new SparsePath(new FeatureIndex(keys), graph.tags(), weights, step, pairs);
  }

  private void readRow(byte[] weights, int from, int tags) {
    int tag = -1;
    for (int left = number(); left > 0; left--) {
      int skipped = number();
      require(skipped >= 0 && skipped < tags - tag - 1, "name a tag that there is not");
      tag += 1 + skipped;
      weights[from + tag] = next();
    }
  }

  private int[] keys(int count) {
    int[] keys = new int[count];
    int key = Integer.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      key = key(key, row);
      keys[row] = key;
    }
    return keys;
  }

  private int key(int before, int row) {
    int key = before + number();
    require(row == 0 || key > before, "do not have their keys in order");
    return key;
  }

  /** How many of something follow that takes some bytes each. */
  private int count(int bytesEach) {
    int count = number();
    require(count >= 0 && count <= (bytes.length - place) / bytesEach, "are cut short");
    return count;
  }

  private float finite() {
    float value = Float.intBitsToFloat(number());
    require(Float.isFinite(value), "hold a number that is not finite");
    return value;
  }

  private int number() {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = next();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("the features have a number that is too long");
  }

  private byte next() {
    require(place < bytes.length, "are cut short");
    return bytes[place++];
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException("the features " + fault);
    }
  }
}
