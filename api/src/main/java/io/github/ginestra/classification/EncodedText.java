package io.github.ginestra.classification;

import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * One text as numbers.
 *
 * @param ids the id of each token, (T)
 * @param cases the letter case of each token, (T)
 * @param features the features of the linear path, or null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, never compared
record EncodedText(int[] ids, int[] cases, @Nullable SparseVector features) {
  /** The fraction of the tokens that are known; 1 if there are none. */
  double known() {
    int known = 0;
    int read = 0;
    for (int id : ids) {
      known += id > Vocabulary.UNKNOWN ? 1 : 0;
      read += id == Vocabulary.PADDING ? 0 : 1;
    }
    return read == 0 ? 1 : (double) known / read;
  }

  int length() {
    return ids.length;
  }
}
