package io.github.ginestra.text;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.text.Characters;
import io.github.ginestra.internal.text.Mapped;
import io.github.ginestra.internal.text.NormalForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jsoup.parser.Parser;

/**
 * Decodes and normalises a text: HTML entities become characters, and so do the code points U+0080
 * to U+009F, which are misread Windows-1252; then characters that look the same become equal
 * ({@link NormalForm}). It is read in one pass, and little further than it is needed.
 */
final class DecodedText {
  private static final int CHUNK = 256;

  /** The characters of Windows-1252 at 0x80 to 0x9F, of which five are unassigned. */
  private static final String WINDOWS_1252 =
      "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

  private final CharSequence source;
  private final boolean entities;
  private final NormalForm form;
  private int read;
  private char[] decoded;
  private int length;

  private final List<Chunk> chunks = new ArrayList<>();

  private int mappedChunk = -1;
  private Mapped mapped = Mapped.unchanged("");

  /** The start of a part that is decoded at once, in the source and in the decoded text. */
  private record Chunk(int source, int decoded) {}

  /**
   * Decodes and normalises a text.
   *
   * @param entities whether HTML entities and misread Windows-1252 are decoded
   * @param form how it is normalised then
   */
  DecodedText(CharSequence source, boolean entities, NormalForm form) {
    this.source = source;
    this.entities = entities;
    this.form = form;
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

  /** The position in the source of a decoded character, which may be several characters there. */
  private Span origin(int index) {
    int chunk = last(chunks.size(), c -> chunks.get(c).decoded <= index);
    int start = chunks.get(chunk).source;
    if (chunk != mappedChunk) {
      int end = chunk + 1 < chunks.size() ? chunks.get(chunk + 1).source : read;
      Mapped meant = decodedWithPlaces(source.subSequence(start, end).toString());
      mapped = form.mapped(meant.text()).after(meant);
      mappedChunk = chunk;
    }
    int within = index - chunks.get(chunk).decoded;
    return new Span(start + mapped.starts()[within], start + mapped.ends()[within]);
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

  private Mapped decodedWithPlaces(String written) {
    Mapped.Builder decodedPieces = new Mapped.Builder(written.length());
    for (int from = 0; from < written.length(); ) {
      int to = nextReference(written, from + 1);
      String piece = written.substring(from, to);
      String meant = unescaped(piece);
      int rest = piece.length() == meant.length() ? meant.length() : rest(piece, meant);
      int first = meant.length() - rest;
      String repaired = repaired(meant);
      decodedPieces.add(repaired.substring(0, first), from, to - rest);
      for (int k = first; k < repaired.length(); k++) {
        int place = to - repaired.length() + k;
        decodedPieces.add(repaired.substring(k, k + 1), place, place + 1);
      }
      from = to;
    }
    return decodedPieces.build();
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

  private static int nextReference(String text, int from) {
    int place = text.indexOf('&', from);
    return place < 0 ? text.length() : place;
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
    String chunk = form.of(repaired(unescaped(source.subSequence(read, end).toString())));
    makeRoom(chunk.length());
    chunk.getChars(0, chunk.length(), decoded, length);
    length += chunk.length();
    read = end;
  }

  /** Loads jsoup only for a text with entities. */
  private String unescaped(String chunk) {
    return entities && chunk.indexOf('&') >= 0 ? Parser.unescapeEntities(chunk, false) : chunk;
  }

  private String repaired(String chunk) {
    if (!entities) {
      return chunk;
    }
    StringBuilder repaired = new StringBuilder(chunk.length());
    chunk.chars().forEach(c -> repaired.append(repaired((char) c)));
    return repaired.toString();
  }

  /** The end of the next chunk, which is not inside of a possible entity. */
  private int endOfChunk() {
    int end = form.endOfPart(source, read, CHUNK);
    int start = end;
    while (entities
        && end < source.length()
        && start > read
        && isOfReference(source.charAt(start - 1))) {
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
