package io.github.ginestra.classification;

import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.text.NgramSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns that occur in some of the texts, and these texts as vectors over them. */
final class LinearColumns {
  /** The most weights a path has, unless it has {@link #LEAST_COLUMNS}. */
  private static final int MOST_WEIGHTS = 6_000_000;

  /** How many columns are kept, however many labels there are. */
  private static final int LEAST_COLUMNS = 16_384;

  private final List<SparseVector> texts;
  private final long most; // columns
  private final @Nullable LinearPath kept;
  private final int[] rows; // -1 for a column that does not occur
  private final NgramFeatures features;
  private final int size;
  private final int[] starts;
  private final int[] columns;
  private final float[] values;

  /**
   * Numbers the columns.
   *
   * @param spec which n-grams are counted and how
   * @param texts the counts of all texts
   * @param labelCount how many weights each column has
   * @param places which texts
   * @param before a path whose columns are kept; null for none
   */
  LinearColumns(
      NgramSpec spec,
      List<SparseVector> texts,
      int labelCount,
      int[] places,
      @Nullable LinearPath before) {
    this.texts = texts;
    most = Math.max(LEAST_COLUMNS, MOST_WEIGHTS / labelCount);
    rows = new int[spec.buckets()];
    kept = before;
    int total = 0;
    for (int place : places) {
      SparseVector text = texts.get(place);
      for (int column : text.columns()) {
        rows[column]++;
      }
      total = Math.addExact(total, text.size());
    }
    int least = leastOccurrences();
    float @Nullable [] idf = spec.inverseDocumentFrequency() ? idf(least, places.length) : null;
    features = idf == null ? NgramFeatures.of(spec) : NgramFeatures.of(spec, idf);
    size = number(least);
    starts = new int[places.length + 1];
    columns = new int[total];
    values = new float[total];
    for (int i = 0; i < places.length; i++) {
      starts[i + 1] = add(places[i], starts[i]);
    }
  }

  /** As scikit-learn has it; 0 for a column left out, as if its n-grams were not there. */
  private float[] idf(int least, int texts) {
    float[] idf = new float[rows.length];
    float[] earlier = kept == null ? null : kept.features().inverseDocumentFrequencies();
    float rarest = earlier == null ? 0 : greatest(earlier);
    for (int column = 0; column < idf.length; column++) {
      int count = rows[column];
      if (isKept(column)) {
        idf[column] = earlier == null ? 0 : earlier[column];
      } else if (count >= least) {
        idf[column] =
            earlier == null ? (float) (1 + Math.log((1.0 + texts) / (1 + count))) : rarest;
      }
    }
    return idf;
  }

  private static float greatest(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** Whether the path that the fit begins with has a column. */
  private boolean isKept(int column) {
    return kept != null && kept.rows()[column] >= 0;
  }

  /** How often a column must occur for there to be no more weights than wanted. */
  private int leastOccurrences() {
    int least = 1;
    while (kept(least) > most) {
      least++;
    }
    return least;
  }

  /** How many columns there are beside those that are kept in any case. */
  private long kept(int least) {
    return IntStream.range(0, rows.length)
        .filter(column -> rows[column] >= least && !isKept(column))
        .count();
  }

  /** Numbers the columns that are kept. */
  private int number(int least) {
    int number = 0;
    for (int column = 0; column < rows.length; column++) {
      rows[column] = rows[column] >= least || isKept(column) ? number++ : -1;
    }
    return number;
  }

  private int add(int text, int from) {
    SparseVector vector = features.weighted(texts.get(text));
    int end = from;
    for (int k = 0; k < vector.size(); k++) {
      int row = rows[vector.columns()[k]];
      if (row >= 0) {
        columns[end] = row;
        values[end++] = vector.values()[k];
      }
    }
    return end;
  }

  NgramFeatures features() {
    return features;
  }

  /** The number of each column of the features; -1 for a column that does not occur. */
  int[] rows() {
    return rows;
  }

  int size() {
    return size;
  }

  /** Where each text's values start, and where the last one's end. */
  int[] starts() {
    return starts;
  }

  /** The number of the column of each value. */
  int[] columns() {
    return columns;
  }

  float[] values() {
    return values;
  }
}
