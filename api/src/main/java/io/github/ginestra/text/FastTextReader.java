package io.github.ginestra.text;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.text.VectorFile.Vectors;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model of fastText ({@code .bin}, versions 11 and 12): settings, dictionary, and the input
 * matrix, whose first rows are the words' and whose others are those of their character n-grams,
 * hashed to buckets. A word's vector is the mean of its row and its n-grams' rows, as fastText
 * itself prints it and writes it into {@code .vec} files (Bojanowski, Grave, Joulin and Mikolov,
 * 2017).
 */
final class FastTextReader {
  private static final int NEWEST = 12;
  private static final int OLDEST = 11;
  private static final int GREATEST = 1 << 24; // dimension
  private static final int SUPERVISED = 3;
  private static final String END_OF_SENTENCE = "</s>";

  private final VectorInput in;
  private final int limit;
  private final Predicate<? super String> wanted;

  private int dimension;
  private int buckets;
  private int shortest;
  private int longest;
  private long words;

  /** The rows to add, each {@code row << 32 | index of the word}; ascending. */
  private long[] parts = new long[64];

  private int size;

  /** A word and the number of its rows. */
  private record Entry(String word, int rows) {}

  FastTextReader(String source, InputStream bytes, int limit, Predicate<? super String> wanted) {
    in = new VectorInput(source, bytes);
    this.limit = limit;
    this.wanted = wanted;
  }

  Vectors read() throws IOException {
    try {
      readSettings();
      List<Entry> entries = readDictionary();
      if (in.octet() != 0) {
        throw quantized();
      }
      return new Vectors(dimension, readRows(entries));
    } catch (EOFException e) {
      throw in.malformed("expected a whole model of fastText, found the end of the file in it");
    }
  }

  private MalformedDataException quantized() {
    return in.malformed(
        "expected a model of fastText that is not quantised, found a quantised one (.ftz): take its"
            + " .bin or .vec");
  }

  private void readSettings() throws IOException {
    in.integer(); // signature
    int version = in.integer();
    if (version < OLDEST || version > NEWEST) {
      throw in.malformed(
          "expected fastText's format version 11 or 12, found "
              + version
              + ": save its vectors as"
              + " text");
    }
    dimension = in.integer();
    in.skip(5L * Integer.BYTES); // window, epochs, least count, negatives, word n-grams
    in.integer(); // loss
    int model = in.integer();
    buckets = in.integer();
    shortest = in.integer();
    int given = in.integer();
    longest = version == OLDEST && model == SUPERVISED ? 0 : given;
    in.skip(Integer.BYTES + Double.BYTES); // rate of updates, sampling threshold
    if (dimension < 1 || dimension > GREATEST || buckets < 0) {
      throw in.malformed(
          "expected 1 to "
              + GREATEST
              + " numbers for each word, found "
              + dimension
              + ", and "
              + buckets
              + " buckets");
    }
  }

  /** Reads the wanted words and notes the rows of the matrix that they need. */
  private List<Entry> readDictionary() throws IOException {
    int entries = in.integer();
    words = in.integer();
    in.skip(Integer.BYTES + Long.BYTES); // labels, tokens
    long pruned = in.longInteger();
    if (pruned > 0) {
      throw quantized();
    }
    if (words < 0 || words > entries || words + buckets > Integer.MAX_VALUE) {
      throw in.malformed(
          "expected a dictionary, found " + words + " words of " + entries + " entries");
    }
    buckets = pruned == 0 ? 0 : buckets; // all n-grams were pruned
    Map<String, Entry> found = new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      byte[] bytes = in.until(0);
      in.skip(Long.BYTES + 1); // count, kind
      String word = VectorInput.text(bytes);
      if (i < words && found.size() < limit && !found.containsKey(word) && wanted.test(word)) {
        found.put(word, new Entry(word, note(i, found.size(), bytes, word)));
      }
    }
    Arrays.sort(parts, 0, size);
    return new ArrayList<>(found.values());
  }

  /** Notes the rows of a word and returns how many there are. */
  private int note(int row, int place, byte[] word, String text) {
    int before = size;
    add(row, place);
    if (!text.equals(END_OF_SENTENCE) && buckets > 0) {
      addNgrams(word, place);
    }
    return size - before;
  }

  private void add(long row, int place) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
    }
    parts[size++] = row << Integer.SIZE | place;
  }

  /** The n-grams of the word between {@code <} and {@code >}, in characters of UTF-8. */
  private void addNgrams(byte[] word, int place) {
    byte[] whole = new byte[word.length + 2];
    whole[0] = '<';
    System.arraycopy(word, 0, whole, 1, word.length);
    whole[whole.length - 1] = '>';
    for (int start = 0; start < whole.length; start++) {
      if (isContinued(whole, start)) {
        continue;
      }
      int hash = 0x811c9dc5;
      int end = start;
      for (int n = 1; n <= longest && end < whole.length; n++) {
        do {
          hash = (hash ^ whole[end++]) * 0x01000193;
        } while (end < whole.length && isContinued(whole, end));
        boolean border = n == 1 && (start == 0 || end == whole.length);
        if (n >= shortest && !border) {
          add(words + Integer.toUnsignedLong(hash) % buckets, place);
        }
      }
    }
  }

  private static boolean isContinued(byte[] text, int index) {
    return (text[index] & 0xC0) == 0x80;
  }

  private Map<String, float[]> readRows(List<Entry> entries) throws IOException {
    Map<String, float[]> vectors = readSums(entries, readShape());
    for (Entry entry : entries) {
      vectors.computeIfPresent(entry.word, (word, sum) -> divided(sum, entry.rows));
    }
    return vectors;
  }

  /** The number of rows of the matrix. */
  private long readShape() throws IOException {
    long rows = in.longInteger();
    long columns = in.longInteger();
    if (columns != dimension || rows < words) {
      throw in.malformed(
          "expected a matrix of "
              + words
              + " rows or more by "
              + dimension
              + ", found "
              + rows
              + " by "
              + columns);
    }
    return rows;
  }

  /** The sum of each word's rows; a word's own row precedes those of its n-grams. */
  private Map<String, float[]> readSums(List<Entry> entries, long rows) throws IOException {
    Map<String, float[]> sums = new LinkedHashMap<>();
    long next = 0;
    float[] row = {};
    for (int i = 0; i < size; i++) {
      long wantedRow = parts[i] >> Integer.SIZE;
      String word = entries.get((int) parts[i]).word;
      if (wantedRow >= rows) {
        throw in.malformed("expected a row for each bucket, found " + rows + " rows only");
      }
      if (wantedRow >= next) {
        in.skip((wantedRow - next) * dimension * Float.BYTES);
        row = in.finiteRow(dimension, word);
        next = wantedRow + 1;
      }
      sums.put(word, sum(sums.get(word), row));
    }
    return sums;
  }

  private static float[] sum(float @Nullable [] sum, float[] row) {
    if (sum == null) {
      return row.clone();
    }
    for (int d = 0; d < sum.length; d++) {
      sum[d] += row[d];
    }
    return sum;
  }

  private static float[] divided(float[] sum, int rows) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] /= rows;
    }
    return sum;
  }
}
