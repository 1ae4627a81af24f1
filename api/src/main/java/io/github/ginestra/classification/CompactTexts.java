package io.github.ginestra.classification;

import io.github.ginestra.internal.text.CompactInts;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * Encoded texts without their linear features, in little memory: a token takes as many bytes as its
 * id needs, two for most vocabularies, and one for its letter case. A text is unpacked as it is
 * asked for; texts can be added at the end.
 */
final class CompactTexts extends AbstractList<EncodedText> implements RandomAccess {
  private final CompactInts ids = new CompactInts();
  private final CompactInts cases = new CompactInts();
  private final CompactInts ends = new CompactInts();

  @Override
  public boolean add(EncodedText text) {
    for (int t = 0; t < text.length(); t++) {
      ids.add(text.ids()[t]);
      cases.add(text.cases()[t]);
    }
    ends.add(ids.size());
    return true;
  }

  @Override
  public EncodedText get(int place) {
    int start = place == 0 ? 0 : ends.get(place - 1);
    int length = ends.get(place) - start;
    int[] textIds = new int[length];
    int[] textCases = new int[length];
    for (int t = 0; t < length; t++) {
      textIds[t] = ids.get(start + t);
      textCases[t] = cases.get(start + t);
    }
    return new EncodedText(textIds, textCases, null);
  }

  @Override
  public int size() {
    return ends.size();
  }
}
