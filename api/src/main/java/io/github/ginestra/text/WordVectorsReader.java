package io.github.ginestra.text;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.text.VectorFile.Vectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads word vectors as text, line by line; see {@link WordVectors} for the format. */
final class WordVectorsReader {
  /** A line of count and dimension. */
  static final Pattern HEADER = Pattern.compile("(\\d{1,18})[ \t]+(\\d{1,9})");

  /** A number as files contain it; not {@code 3d} or {@code 0x1p3}, which Java also parses. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(\\d++\\.?\\d*+|\\.\\d++)(e[+-]?\\d++)?|[+-]?(nan|inf|infinity)",
          Pattern.CASE_INSENSITIVE);

  private final String source;
  private final BufferedReader lines;
  private long line;
  private int dimension;

  WordVectorsReader(String source, InputStream bytes) {
    this.source = source;
    lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /** Whether the last field of a line is a number, and not the only field. */
  static boolean endsWithNumber(String text) {
    int end = endBefore(text, text.length());
    int start = startBefore(text, end);
    return start > 0 && isNumber(text.substring(start, end));
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  Vectors read(int limit, Predicate<? super String> wanted) throws IOException {
    String first = nextLine();
    if (first == null) {
      throw malformed("expected a word and its numbers, found the end of an empty file");
    }
    Matcher header = HEADER.matcher(first.strip());
    boolean hasHeader = header.matches();
    dimension = hasHeader ? Integer.parseInt(header.group(2)) : countNumbers(first);
    if (dimension == 0) {
      throw malformed("expected at least 1 number after the word, found 0");
    }
    Map<String, float[]> vectors =
        hasHeader
            ? readWords(nextLine(), Long.parseLong(header.group(1)), limit, wanted)
            : readWords(first, 1, limit, wanted);
    return new Vectors(dimension, vectors);
  }

  /** The number of numbers at the end of the first line; the first field is always the word. */
  private int countNumbers(String text) throws MalformedDataException {
    int count = 0;
    int end = text.length();
    int start = startBefore(text, end);
    while (start > 0 && isNumber(text.substring(start, end))) {
      count++;
      end = endBefore(text, start);
      start = startBefore(text, end);
    }
    if (count == 0 && start > 0) {
      throw malformed("expected a finite number, found \"" + text.substring(start, end) + "\"");
    }
    return count;
  }

  private Map<String, float[]> readWords(
      @Nullable String first, long announced, int limit, Predicate<? super String> wanted)
      throws IOException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    long count = 0;
    for (String text = first; text != null; text = nextLine()) {
      add(text, wanted, vectors);
      count++;
      if (vectors.size() == limit) {
        return vectors;
      }
    }
    if (count < announced) {
      throw malformed(
          "expected " + announced + " words as the first line says, found only " + count);
    }
    return vectors;
  }

  /** The next line that is not empty, without trailing blanks; null at the end of the file. */
  private @Nullable String nextLine() throws IOException {
    String text = readLine();
    while (text != null && text.isEmpty()) {
      text = readLine();
    }
    return text;
  }

  private @Nullable String readLine() throws IOException {
    line++;
    String text = lines.readLine();
    return text == null ? null : stripped(text);
  }

  private String stripped(String text) {
    int start = line == 1 && text.startsWith("\uFEFF") ? 1 : 0;
    int end = text.length();
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private void add(String text, Predicate<? super String> wanted, Map<String, float[]> vectors)
      throws MalformedDataException {
    int start = startOfVector(text);
    int endOfWord = endBefore(text, start);
    String word = text.substring(Math.min(startAfter(text, 0), endOfWord), endOfWord);
    if (wanted.test(word) && !vectors.containsKey(word)) {
      vectors.put(word, parse(text, start));
    }
  }

  /** The start of the last D fields of a line, which follow the word. */
  private int startOfVector(String text) throws MalformedDataException {
    int start = text.length();
    for (int i = 0; i < dimension && start > 0; i++) {
      start = startBefore(text, endBefore(text, start));
    }
    int endOfWord = endBefore(text, start);
    int lastPart = startBefore(text, endOfWord);
    boolean tooFew = endOfWord == 0 && start == 0;
    boolean tooMany =
        lastPart > startAfter(text, 0) && isNumber(text.substring(lastPart, endOfWord));
    if (tooFew || tooMany) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "expected %d numbers after the word, found %d",
              dimension,
              countFields(text) - 1));
    }
    return start;
  }

  private float[] parse(String text, int start) throws MalformedDataException {
    float[] vector = new float[dimension];
    int from = start;
    for (int i = 0; i < dimension; i++) {
      int end = endAfter(text, from);
      vector[i] = number(text.substring(from, end));
      from = startAfter(text, end);
    }
    return vector;
  }

  private float number(String text) throws MalformedDataException {
    float value = isNumber(text) ? valueOf(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw malformed("expected a finite number, found \"" + text + "\"");
    }
    return value;
  }

  /** The value of a number; NaN if it is malformed. */
  private static float valueOf(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  private static int countFields(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i = startAfter(text, endAfter(text, i))) {
      count++;
    }
    return count;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int endAfter(String text, int index) {
    int end = index;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int startAfter(String text, int index) {
    int start = index;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int endBefore(String text, int index) {
    int end = index;
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int startBefore(String text, int index) {
    int start = index;
    while (start > 0 && !isBlank(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, line, problem);
  }
}
