package io.github.ginestra.internal.archive;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds values in a JSON text in UTF-8 whose syntax has been checked. A value is identified by the
 * index of its first byte.
 */
final class JsonScanner {
  private final byte[] json;

  JsonScanner(byte[] json) {
    this.json = json;
  }

  /** The outermost object. */
  int start() {
    int at = 0;
    while (json[at] != '{') {
      at++;
    }
    return at;
  }

  /** The first character of a value, which determines its kind. */
  char first(int value) {
    return (char) json[value];
  }

  /** The first name in an object or value in a list, or the end of the object or list. */
  int inside(int nested) {
    return next(nested + 1);
  }

  /** Returns whether an object or a list ends here. */
  boolean isEnd(int at) {
    return json[at] == '}' || json[at] == ']';
  }

  /** The next value or name, or the end of the object or list. */
  int next(int from) {
    int at = from;
    while (isSeparator(json[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ',' || b == ':';
  }

  /** The index after the last byte of a value within an object. */
  int end(int value) {
    return switch (json[value]) {
      case '"' -> endOfString(value);
      case '{', '[' -> endOfNested(value);
      default -> endOfWord(value);
    };
  }

  private int endOfString(int value) {
    byte[] bytes = json;
    int at = value + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /** One loop without calls, because it scans whole members in a JVM that has just started. */
  private int endOfNested(int value) {
    byte[] bytes = json;
    boolean inString = false;
    int depth = 0;
    int at = value;
    do {
      byte b = bytes[at++];
      if (b == '"') {
        inString = !inString;
      } else if (b == '\\') {
        at++; // only strings hold it
      } else if (!inString && (b == '{' || b == '[')) {
        depth++;
      } else if (!inString && (b == '}' || b == ']')) {
        depth--;
      }
    } while (depth > 0);
    return at;
  }

  /** The end of a number, {@code true}, {@code false} or {@code null}. */
  private int endOfWord(int value) {
    int at = value;
    while (!isSeparator(json[at]) && !isEnd(at)) {
      at++;
    }
    return at;
  }

  /** The text between two indices. */
  String text(int from, int to) {
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * A string without its quotes and escapes.
   *
   * @throws IllegalArgumentException if it contains a control character that is not escaped
   */
  String string(int value, int end) {
    byte[] bytes = json;
    boolean escapes = false;
    for (int at = value; at < end; at++) {
      byte b = bytes[at];
      if (b < ' ' && b >= 0) {
        throw new IllegalArgumentException("control character " + b + " in a string");
      }
      escapes |= b == '\\';
    }
    return escapes ? unescaped(text(value, end)) : text(value + 1, end - 1);
  }

  private static String unescaped(String quoted) {
    try (JsonReader reader = new JsonReader(new StringReader(quoted))) {
      return reader.nextString();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }
}
