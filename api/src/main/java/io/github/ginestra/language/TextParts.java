package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a language model learns from and what it is measured on.
 *
 * @param text what it learns from, one symbol or more; with what follows it, if a fraction of it is
 *     held out
 * @param cut how many symbols of it are learned from
 * @param given a text of its own to be measured on, or null if that is what follows the cut
 */
record TextParts(SymbolText text, int cut, @Nullable SymbolText given) {

  /**
   * Cuts a text.
   *
   * @param given a text for validation, or null to take a fraction of the first one's end
   * @param fraction that fraction, in [0, 1)
   * @throws IllegalArgumentException if nothing is left on one side
   */
  static TextParts of(SymbolText text, @Nullable SymbolText given, double fraction) {
    int size = text.size();
    if (size == 0) {
      throw new IllegalArgumentException("text must not be empty");
    }
    if (given != null) {
      return new TextParts(text, size, given);
    }
    int held = size - cut(text, size - (int) Math.round(size * fraction));
    if (fraction > 0 && (held == 0 || held == size)) {
      throw new IllegalArgumentException(
          "validationFraction ("
              + fraction
              + ") holds out "
              + held
              + " of the text's "
              + size
              + " symbols: give a longer text or another fraction, 0 for no validation");
    }
    return new TextParts(text, size - held, null);
  }

  /** The place of a cut that leaves each of several texts whole: the end of the text there. */
  private static int cut(SymbolText text, int place) {
    int[] ends = text.ends();
    if (ends == null) {
      return place;
    }
    int found = Arrays.binarySearch(ends, place);
    return ends[found >= 0 ? found : Math.min(ends.length - 1, -found - 1)];
  }

  /** The places of the symbols that end texts, where one more symbol stands before the first. */
  BitSet borders() {
    BitSet borders = new BitSet();
    int[] ends = text.ends();
    if (ends != null) {
      Arrays.stream(ends).forEach(borders::set);
    }
    return borders;
  }

  /** Where each of the texts that are learned from ends; null if they are one. */
  int @Nullable [] trainingEnds() {
    int[] ends = text.ends();
    return ends == null ? null : Arrays.stream(ends).filter(end -> end <= cut).toArray();
  }

  /** Where each of the texts that are measured on ends; null if they are one. */
  int @Nullable [] validationEnds() {
    int[] ends = text.ends();
    if (given != null) {
      return given.ends();
    }
    return ends == null
        ? null
        : Arrays.stream(ends).filter(end -> end > cut).map(end -> end - cut).toArray();
  }

  /** How many symbols are measured on. */
  int held() {
    return given == null ? text.size() - cut : given.size();
  }

  /** The ids that are learned from. */
  IntSequence training(SymbolCodec codec) {
    return text.encode(codec).part(0, cut);
  }

  /** The ids that are measured on; may be empty. */
  IntSequence validation(SymbolCodec codec) {
    return given == null ? text.encode(codec).part(cut, text.size()) : given.encode(codec);
  }
}
