package io.github.ginestra.text;

import io.github.ginestra.internal.Unicode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final List<Chunk> chunks = new ArrayList<>();

  /** Where a part that is decoded at once begins, in the source and here. */
  private record Chunk(int source, int decoded) {}

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
    return Unicode.orReplacement(first);
  }

  /** The decoded characters from {@code start} to {@code end} - 1, which have been read. */
  String slice(int start, int end) {
    return new String(decoded, start, end - start);
  }

  /** Where the decoded characters from {@code start} to {@code end} - 1 come from. */
  Span origin(int start, int end) {
    return new Span(origin(start).start(), origin(end - 1).end());
  }

  /** Where a decoded character comes from: itself, or the whole of an HTML entity. */
  private Span origin(int index) {
    int c = chunkOf(index);
    int decodedFrom = chunks.get(c).decoded;
    int sourceEnd = c + 1 < chunks.size() ? chunks.get(c + 1).source : read;
    for (int from = chunks.get(c).source; from < sourceEnd; ) {
      int to = nextReference(from + 1, sourceEnd);
      String piece = source.subSequence(from, to).toString();
      String meant = Parser.unescapeEntities(piece, false);
      if (index < decodedFrom + meant.length()) {
        return originInPiece(piece, meant, from, index - decodedFrom);
      }
      decodedFrom += meant.length();
      from = to;
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** The last chunk that begins at a decoded character or before it. */
  private int chunkOf(int index) {
    int first = 0;
    int last = chunks.size() - 1;
    while (first < last) {
      int middle = (first + last + 1) / 2;
      if (chunks.get(middle).decoded <= index) {
        first = middle;
      } else {
        last = middle - 1;
      }
    }
    return first;
  }

  private int nextReference(int from, int end) {
    int place = from;
    while (place < end && source.charAt(place) != '&') {
      place++;
    }
    return place;
  }

  /**
   * The same within a piece that has no entity but at its beginning, so that what follows is the
   * same in the source and decoded.
   */
  private static Span originInPiece(String piece, String meant, int from, int offset) {
    int shorter = piece.length() - meant.length();
    int rest = 0;
    while (rest < meant.length() - 1
        && piece.charAt(piece.length() - 1 - rest) == meant.charAt(meant.length() - 1 - rest)) {
      rest++;
    }
    boolean ofEntity = shorter > 0 && offset < meant.length() - rest;
    return ofEntity
        ? new Span(from, from + piece.length() - rest)
        : new Span(from + offset + shorter, from + offset + shorter + 1);
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
    chunks.add(new Chunk(read, length));
    String chunk = decoded(source.subSequence(read, end).toString());
    makeRoom(chunk.length());
    for (int i = 0; i < chunk.length(); i++) {
      decoded[length++] = repaired(chunk.charAt(i));
    }
    read = end;
  }

  /** A text without entities does not wait for jsoup to be loaded. */
  private static String decoded(String chunk) {
    return chunk.indexOf('&') < 0 ? chunk : Parser.unescapeEntities(chunk, false);
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
