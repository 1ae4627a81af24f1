package io.github.ginestra.internal.features;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.NgramSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text into a sparse vector of its word and character n-grams, each hashed to one of F
 * columns, for linear models. Immutable and safe for many threads; the same text gives the same
 * vector everywhere.
 *
 * <p>The recipe, for other programs to follow:
 *
 * <ul>
 *   <li>A word is a run of letters, digits, marks and underscores, or one other character that is
 *       no white space. A word n-gram is {@code w}, then its words with one blank between them.
 *   <li>What stands between white space, with a blank put before and after it, is cut into
 *       character n-grams: {@code c}, then all its parts of each length, and if it is shorter than
 *       the shortest length the whole of it once.
 *   <li>Lower case is that of each character by itself.
 *   <li>The hash of an n-gram is the 64-bit FNV-1a hash over its UTF-16 units, each taken as a
 *       whole (start at {@code 0xcbf29ce484222325}; for each unit exclusive-or it, then multiply by
 *       {@code 0x100000001b3}), finished by {@code h ^= h >>> 32; h *= 0x9e3779b97f4a7c15}. Its top
 *       bits are the column. An unpaired surrogate is read as U+FFFD.
 *   <li>Counts of equal columns are added up and become 1 + ln c if the specification says so; each
 *       is multiplied by the column's inverse document frequency, if there is one; the vector is
 *       divided by its length if the specification says so.
 *   <li>If the specification is separate, the hash's top bits are a column of F / 2, plus F / 2 for
 *       character n-grams; each half of the vector is divided by its own length. Then a letter of a
 *       script without spaces, with the marks after it, is a word. All other words of a single
 *       character are left out of the word n-grams, as if they were white space.
 * </ul>
 *
 * <p>No more than {@link NgramSpec#characterLimit} UTF-16 units of a text are read, so the work for
 * one text is bounded by that number times the number of n-gram lengths.
 */
public final class NgramFeatures {
  private final NgramSpec spec;
  private final float @Nullable [] idf;

  private NgramFeatures(NgramSpec spec, float @Nullable [] idf) {
    this.spec = Checks.notNull(spec, "spec");
    this.idf = idf;
  }

  /**
   * Features in which all n-grams have the same weight.
   *
   * @param spec which n-grams are counted and how
   * @return the features
   */
  public static NgramFeatures of(NgramSpec spec) {
    return new NgramFeatures(spec, null);
  }

  /**
   * Features weighted by inverse document frequencies, as model files may hold them.
   *
   * @param spec which n-grams are counted and how
   * @param idf (F), a weight for each column; copied
   * @return the features
   * @throws IllegalArgumentException if there are not F weights
   */
  public static NgramFeatures of(NgramSpec spec, float[] idf) {
    if (idf.length != spec.buckets()) {
      throw new IllegalArgumentException(
          "idf (" + idf.length + " weights) must be of " + spec.buckets() + ", as many as buckets");
    }
    return new NgramFeatures(spec, idf.clone());
  }

  private static int[] distinct(int[] sorted) {
    int[] distinct = new int[sorted.length];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  /** {@return which n-grams are counted and how} */
  public NgramSpec spec() {
    return spec;
  }

  /**
   * {@return a copy of the inverse document frequency of each column, (F); null if all n-grams have
   * the same weight}
   */
  public float @Nullable [] inverseDocumentFrequencies() {
    return idf == null ? null : idf.clone();
  }

  /**
   * Returns the features of a text.
   *
   * @param text any text
   * @return (F), the columns ascending; without entries if the text is empty or blank
   */
  public SparseVector vector(String text) {
    return weighted(counts(text));
  }

  /**
   * Returns the counts of a text, neither weighted by document frequencies nor scaled.
   *
   * @param text any text
   * @return (F), the columns ascending; each value the count c, or 1 + ln c
   */
  public SparseVector counts(String text) {
    int[] hashes = NgramHashes.of(spec, Checks.notNull(text, "text"));
    int[] columns = distinct(hashes);
    float[] values = new float[columns.length];
    for (int k = 0, h = 0; k < columns.length; k++) {
      int count = 0;
      for (; h < hashes.length && hashes[h] == columns[k]; h++) {
        count++;
      }
      values[k] = (float) (spec.sublinear() ? 1 + Math.log(count) : count);
    }
    return new SparseVector(columns, values);
  }

  /**
   * Returns the features that these counts make.
   *
   * @param counts what {@link #counts} returns
   * @return (F), in the same columns
   */
  public SparseVector weighted(SparseVector counts) {
    float[] values = counts.values().clone();
    for (int k = 0; idf != null && k < values.length; k++) {
      values[k] *= idf[counts.columns()[k]];
    }
    if (spec.unitLength()) {
      int words = spec.separate() ? counts.before(spec.buckets() / 2) : 0;
      scaleToUnitLength(values, 0, words);
      scaleToUnitLength(values, words, values.length);
    }
    return new SparseVector(counts.columns(), values);
  }

  private static void scaleToUnitLength(float[] values, int from, int to) {
    double squares = 0;
    for (int k = from; k < to; k++) {
      squares += (double) values[k] * values[k];
    }
    double length = Math.sqrt(squares);
    for (int k = from; k < to; k++) {
      values[k] = length == 0 ? 0 : (float) (values[k] / length);
    }
  }
}
