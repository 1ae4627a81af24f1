package io.github.ginestra.text;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.text.Characters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jsoup.parser.Parser;

/**
 * Decodes a text: HTML entities become characters, and so do the code points U+0080 to U+009F,
 * which are misread Windows-1252. It is decoded in one pass, and no further than it is read.
 */
final class DecodedText {
  private static final int CHUNK = 256;

  /** The characters of Windows-1252 at 0x80 to 0x9F, of which five are unassigned. */
  private static final String WINDOWS_1252 =
      "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

  private final CharSequence source;
  private int read;
  private char[] decoded;
  private int length;

  private final List<Chunk> chunks = new ArrayList<>();

  private List<Piece> pieces = List.of();
  private int chunkOfPieces = -1;

  /** The start of a part that is decoded at once, in the source and in the decoded text. */
  private record Chunk(int source, int decoded) {}

  /**
   * A part of a chunk with an entity only at its start, so that the rest is equal in the source and
   * in the decoded text.
   *
   * @param source its start in the source
   * @param sourceLength its length in the source
   * @param decoded its start in the decoded text
   * @param length its length in the decoded text
   * @param rest the length of the equal rest
   */
  private record Piece(int source, int sourceLength, int decoded, int length, int rest) {

    /** The position of one of its characters in the source. */
    Span origin(int index) {
      int shorter = sourceLength - length;
      int offset = index - decoded;
      return shorter > 0 && offset < length - rest
          ? new Span(source, source + sourceLength - rest)
          : new Span(source + offset + shorter, source + offset + shorter + 1);
    }
  }

  DecodedText(CharSequence source) {
    this.source = source;
    this.decoded = new char[Math.min(source.length(), CHUNK)];
  }

  /** The code point at an index of the decoded text; {@link Characters#END} after its end. */
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

  /** The position in the source of the decoded characters from {@code start} to {@code end} - 1. */
  Span origin(int start, int end) {
    return new Span(origin(start).start(), origin(end - 1).end());
  }

  /** The position in the source of a decoded character: one character, or an HTML entity. */
  private Span origin(int index) {
    int chunk = last(chunks.size(), c -> chunks.get(c).decoded <= index);
    if (chunk != chunkOfPieces) {
      pieces = pieces(chunk);
      chunkOfPieces = chunk;
    }
    return pieces.get(last(pieces.size(), p -> pieces.get(p).decoded <= index)).origin(index);
  }

  /** The last of ascending positions that is not beyond an index; the first never is. */
  private static int last(int size, IntPredicate notBeyond) {
    int first = 0;
    int last = size - 1;
    while (first < last) {
      int middle = (first + last + 1) / 2;
      if (notBeyond.test(middle)) {
        first = middle;
      } else {
        last = middle - 1;
      }
    }
    return first;
  }

  private List<Piece> pieces(int chunk) {
    List<Piece> cut = new ArrayList<>();
    int decodedFrom = chunks.get(chunk).decoded;
    int end = chunk + 1 < chunks.size() ? chunks.get(chunk + 1).source : read;
    for (int from = chunks.get(chunk).source; from < end; ) {
      int to = nextReference(from + 1, end);
      String written = source.subSequence(from, to).toString();
      String meant = decoded(written);
      cut.add(new Piece(from, to - from, decodedFrom, meant.length(), rest(written, meant)));
      decodedFrom += meant.length();
      from = to;
    }
    return cut;
  }

  /** The length of the equal ends, without the first character. */
  private static int rest(String written, String meant) {
    int rest = 0;
    while (rest < meant.length() - 1
        && written.charAt(written.length() - 1 - rest) == meant.charAt(meant.length() - 1 - rest)) {
      rest++;
    }
    return rest;
  }

  private int nextReference(int from, int end) {
    int place = from;
    while (place < end && source.charAt(place) != '&') {
      place++;
    }
    return place;
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

  /** Loads jsoup only for a text with entities. */
  private static String decoded(String chunk) {
    return chunk.indexOf('&') < 0 ? chunk : Parser.unescapeEntities(chunk, false);
  }

  /** The end of the next chunk, which is not inside of a possible entity. */
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
