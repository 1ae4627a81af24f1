package io.github.ginestra.classification;

import io.github.ginestra.internal.features.SparseVector;
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
  int length() {
    return ids.length;
  }
}
