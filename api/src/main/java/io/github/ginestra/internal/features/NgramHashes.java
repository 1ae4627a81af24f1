package io.github.ginestra.internal.features;

import static io.github.ginestra.internal.Unicode.isMark;
import static io.github.ginestra.internal.Unicode.isSpace;
import static io.github.ginestra.internal.text.Characters.END;
import static io.github.ginestra.internal.text.Characters.at;
import static io.github.ginestra.internal.text.Characters.isLetter;
import static io.github.ginestra.internal.text.Characters.isUnspaced;
import static java.lang.Character.isDigit;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.text.NgramSpec;
import java.util.Arrays;

/**
 * The columns of one text's n-grams; see {@link NgramFeatures} for the recipe. An n-gram's hash is
 * made from that of its beginning, so no n-gram is ever written out.
 */
final class NgramHashes {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final NgramSpec spec;
  private final String text;
  private final int shift;
  private final int half; // the first column of character n-grams; 0 if all columns are shared
  private int[] columns = new int[256];
  private int size;

  private NgramHashes(NgramSpec spec, String text) {
    this.spec = spec;
    this.text =
        Unicode.wellFormed(text.substring(0, Math.min(text.length(), spec.characterLimit())));
    half = spec.separate() ? spec.buckets() / 2 : 0;
    shift = Long.SIZE - Integer.numberOfTrailingZeros(half > 0 ? half : spec.buckets());
  }

  /** The column of each n-gram, equal ones side by side, ascending. */
  static int[] of(NgramSpec spec, String text) {
    NgramHashes hashes = new NgramHashes(spec, text);
    hashes.addWords();
    hashes.addCharacters();
    int[] columns = Arrays.copyOf(hashes.columns, hashes.size);
    Arrays.sort(columns);
    return columns;
  }

  private static long with(long hash, int unit) {
    return (hash ^ unit) * PRIME;
  }

  private void add(long hash, int first) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
    }
    columns[size++] = first + column(hash);
  }

  private int column(long hash) {
    long spread = (hash ^ (hash >>> 32)) * SPREAD;
    return shift == Long.SIZE ? 0 : (int) (spread >>> shift);
  }

  private void addWords() {
    int longest = spec.longestWords();
    long[] open = new long[longest]; // at n - 1 the hash of the last n words
    int words = 0;
    int start = longest == 0 ? text.length() : endOfSpace(0);
    while (start < text.length()) {
      int end = endOfWord(start);
      if (half == 0 || counts(start, end)) {
        for (int n = Math.min(words + 1, longest); n >= 1; n--) {
          long before = n == 1 ? with(START, 'w') : with(open[n - 2], ' ');
          open[n - 1] = withPart(before, start, end);
          if (n >= spec.shortestWords()) {
            add(open[n - 1], 0);
          }
        }
        words++;
      }
      start = endOfSpace(end);
    }
  }

  private long withPart(long hash, int start, int end) {
    long result = hash;
    for (int i = start; i < end; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      result = withCharacter(result, character, spec.lowerCaseWords());
    }
    return result;
  }

  private static long withCharacter(long hash, int character, boolean lowerCase) {
    int c = lowerCase ? Character.toLowerCase(character) : character;
    return Character.isBmpCodePoint(c)
        ? with(hash, c)
        : with(with(hash, Character.highSurrogate(c)), Character.lowSurrogate(c));
  }

  private int endOfWord(int start) {
    int first = text.codePointAt(start);
    int end = start + Character.charCount(first);
    if (isOfWord(first)) {
      boolean goesOn = !isWord(first);
      for (int c = at(text, end);
          isMark(c) || (goesOn && isOfWord(c) && !isWord(c));
          c = at(text, end)) {
        end += Character.charCount(c);
      }
    }
    return end;
  }

  /** Whether a word is one where words are apart: it has two characters, or is one by itself. */
  private boolean counts(int start, int end) {
    int first = text.codePointAt(start);
    return isWord(first) || (isOfWord(first) && text.codePointCount(start, end) > 1);
  }

  private static boolean isOfWord(int c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  /** Whether a letter is a word, with its marks. */
  private boolean isWord(int letter) {
    return half > 0 && isUnspaced(letter);
  }

  private int endOfSpace(int start) {
    int end = start;
    for (int c = at(text, end); isSpace(c); c = at(text, end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private void addCharacters() {
    if (spec.longestCharacters() == 0) {
      return;
    }
    for (int start = endOfSpace(0); start < text.length(); ) {
      int end = start;
      for (int c = at(text, end); c != END && !isSpace(c); c = at(text, end)) {
        end += Character.charCount(c);
      }
      addCharacters(start - 1, end + 1);
      start = endOfSpace(end);
    }
  }

  /** Adds the parts of the word from {@code start} + 1 to {@code end} - 2 and its two blanks. */
  private void addCharacters(int start, int end) {
    int shortest = Math.min(spec.shortestCharacters(), end - start);
    int longest = spec.longestCharacters();
    for (int first = start; first + shortest <= end; first++) {
      long hash = with(START, 'c');
      for (int i = first; i < Math.min(first + longest, end); i++) {
        hash = with(hash, i == start || i == end - 1 ? ' ' : unit(i));
        if (i - first + 1 >= shortest) {
          add(hash, half);
        }
      }
    }
  }

  private int unit(int index) {
    char unit = text.charAt(index);
    return spec.lowerCaseCharacters() ? Character.toLowerCase(unit) : unit;
  }
}
