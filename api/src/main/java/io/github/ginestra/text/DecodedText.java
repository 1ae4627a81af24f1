package io.github.ginestra.text;

import java.util.Arrays;
import org.jsoup.parser.Parser;

/**
 * A text as it was meant: HTML entities decoded, the remains of Windows-1252 read as what they
 * were. Decoded no further than it is read, in one pass.
 */
final class DecodedText {
  private static final int CHUNK = 256;

  /** The characters of Windows-1252 at 0x80 to 0x9F; it leaves five places free. */
  private static final String WINDOWS_1252 =
      "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

  private final CharSequence source;
  private int read;
  private char[] decoded;
  private int length;

  DecodedText(CharSequence source) {
    this.source = source;
    this.decoded = new char[Math.min(source.length(), CHUNK)];
  }

  /** The code point at an index of the decoded text, {@link Characters#END} beyond its end. */
  int at(int index) {
    if (!reaches(index)) {
      return Characters.END;
    }
    char first = decoded[index];
    if (Character.isHighSurrogate(first)
        && reaches(index + 1)
        && Character.isLowSurrogate(decoded[index + 1])) {
      return Character.toCodePoint(first, decoded[index + 1]);
    }
    return Characters.orReplacement(first);
  }

  /** The decoded characters from {@code start} to {@code end} - 1, which have been read. */
  String slice(int start, int end) {
    return new String(decoded, start, end - start);
  }

  private boolean reaches(int index) {
    while (index >= length) {
      if (read == source.length()) {
        return false;
      }
      decodeMore();
    }
    return true;
  }

  private void decodeMore() {
    int end = endOfChunk();
    String chunk = Parser.unescapeEntities(source.subSequence(read, end).toString(), false);
    makeRoom(chunk.length());
    for (int i = 0; i < chunk.length(); i++) {
      decoded[length++] = repaired(chunk.charAt(i));
    }
    read = end;
  }

  /** Some way ahead, but not within what may be an entity. */
  private int endOfChunk() {
    int end = Math.min(read + CHUNK, source.length());
    int start = end;
    while (end < source.length() && start > read && isOfReference(source.charAt(start - 1))) {
      start--;
    }
    return start - 1 > read && source.charAt(start - 1) == '&' ? start - 1 : end;
  }

  private static boolean isOfReference(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
  }

  private static char repaired(char c) {
    return c >= 0x80 && c <= 0x9f ? WINDOWS_1252.charAt(c - 0x80) : c;
  }

  private void makeRoom(int more) {
    if (length + more > decoded.length) {
      decoded = Arrays.copyOf(decoded, Math.max(length + more, 2 * decoded.length));
    }
  }
}
