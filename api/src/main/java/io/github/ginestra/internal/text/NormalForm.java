package io.github.ginestra.internal.text;

import io.github.ginestra.internal.Unicode;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * How texts that look the same become equal, in time linear in their length. Model files name the
 * constants.
 *
 * <p>A text is normalised cluster by cluster: a character with the marks that follow it. No
 * character of a later cluster composes with one before it, so the result is that of the whole
 * text; only clusters of more than {@value #LONGEST} characters, which no language has, are
 * divided.
 */
public enum NormalForm {
  /** Unchanged, as models of format versions 1 and 2 read texts. */
  NONE,

  /** Canonical composition, NFC: e and a combining accent become è. */
  NFC,

  /** NFC without default-ignorable characters, such as soft hyphens and zero-width spaces. */
  VISIBLE,

  /** NFKC without them: full-width and mathematical letters become ordinary ones, too. */
  FOLDED;

  /** What a tokenizer may implement to say how texts are normalised for it. */
  public interface Chosen {
    NormalForm normalForm();
  }

  private static final int LONGEST = 64;

  /** Characters below compose with none of their neighbours and are composed themselves. */
  private static final int FIRST_MARK = 0x300;

  /** Characters below have no compatibility decomposition, and are visible. */
  private static final int FIRST_FOLDED = 0xA0;

  private static final int SOFT_HYPHEN = 0xAD;

  /** Ranges of default-ignorable code points, first and last, ascending. */
  private static final int[] IGNORABLE = {
    SOFT_HYPHEN,
    SOFT_HYPHEN,
    0x34F,
    0x34F,
    0x61C,
    0x61C,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180B,
    0x180F,
    0x200B,
    0x200F,
    0x202A,
    0x202E,
    0x2060,
    0x206F,
    0x3164,
    0x3164,
    0xFE00,
    0xFE0F,
    0xFEFF,
    0xFEFF,
    0xFFA0,
    0xFFA0,
    0xFFF0,
    0xFFF8,
    0x1BCA0,
    0x1BCA3,
    0x1D173,
    0x1D17A,
    0xE0000,
    0xE0FFF
  };

  /** Ranges of letters that compose with one before them, or whose compatibility forms do. */
  private static final int[] JOINING = {
    0x1160, 0x11FF, 0x3131, 0x318E, 0xD7B0, 0xD7FB, 0xFF9E, 0xFF9F, 0xFFA0, 0xFFDC
  };

  /** Ranges of letters that no form changes if no mark follows them. */
  private static final int[] STABLE = {
    0x400, 0x481, 0x3041, 0x3096, 0x4E00, 0x9FFF, 0xAC00, 0xD7A3
  };

  /** The form for a tokenizer: its own choice, else NFC. */
  public static NormalForm of(Object tokenizer) {
    return tokenizer instanceof Chosen chosen ? chosen.normalForm() : NFC;
  }

  /** Normalises a text. */
  public String of(String text) {
    return isNormal(text) ? text : mapped(text).text();
  }

  /** The end of a part of about a length that can be normalised by itself. */
  public int endOfPart(CharSequence text, int from, int length) {
    int end = (int) Math.min((long) from + length, text.length());
    int last = Math.min(text.length(), end + LONGEST);
    while (this != NONE && end < last && goesOn(text, end)) {
      end++;
    }
    return end;
  }

  private boolean goesOn(CharSequence text, int index) {
    boolean inPair =
        Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return inPair || isOfCluster(Character.codePointAt(text, index));
  }

  /** Normalises a text and keeps where each character comes from. */
  public Mapped mapped(String text) {
    if (isNormal(text)) {
      return Mapped.unchanged(text);
    }
    Mapped.Builder mapped = new Mapped.Builder(text.length());
    for (int from = 0; from < text.length(); ) {
      int to = endOfCluster(text, from);
      mapped.add(cluster(text, from, to), from, to);
      from = to;
    }
    return mapped.build();
  }

  private int endOfCluster(String text, int from) {
    int end = from + Character.charCount(text.codePointAt(from));
    while (end < text.length() && end - from < LONGEST) {
      int c = text.codePointAt(end);
      if (!isOfCluster(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private boolean isOfCluster(int c) {
    return isDropped(c) || (c >= FIRST_MARK && (Unicode.isMark(c) || isIn(JOINING, c)));
  }

  private String cluster(String text, int from, int to) {
    int first = text.codePointAt(from);
    boolean single = from + Character.charCount(first) == to;
    if (single && (isNormal(first) || isIn(STABLE, first))) {
      return text.substring(from, to);
    }
    StringBuilder kept = new StringBuilder(to - from);
    text.substring(from, to).codePoints().filter(c -> !isDropped(c)).forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, this == FOLDED ? Normalizer.Form.NFKC : Normalizer.Form.NFC);
  }

  private boolean isDropped(int c) {
    return (this == VISIBLE || this == FOLDED) && isIn(IGNORABLE, c);
  }

  private boolean isNormal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isNormal(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character never changes, whatever stands beside it. */
  private boolean isNormal(int c) {
    return switch (this) {
      case NONE -> true;
      case NFC -> c < FIRST_MARK;
      case VISIBLE -> c < FIRST_MARK && c != SOFT_HYPHEN;
      case FOLDED -> c < FIRST_FOLDED;
    };
  }

  private static boolean isIn(int[] ranges, int c) {
    int place = Arrays.binarySearch(ranges, c);
    return place >= 0 || (-1 - place) % 2 == 1;
  }
}
