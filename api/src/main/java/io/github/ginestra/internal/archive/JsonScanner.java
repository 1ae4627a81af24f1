package io.github.ginestra.internal.archive;

import java.nio.charset.StandardCharsets;

/**
 * Finds values in the UTF-8 of a JSON text whose syntax is known to be right. A value is named by
 * the index of its first byte.
 */
final class JsonScanner {
  private final byte[] json;

  JsonScanner(byte[] json) {
    this.json = json;
  }

  /** The object that is the whole text. */
  int start() {
    int at = 0;
    while (json[at] != '{') {
      at++;
    }
    return at;
  }

  /** The first character of a value, which says of what kind it is. */
  char first(int value) {
    return (char) json[value];
  }

  /** The first name in an object or value in a list, or where the object or the list ends. */
  int inside(int nested) {
    return next(nested + 1);
  }

  /** Tells whether an object or a list ends here. */
  boolean isEnd(int at) {
    return json[at] == '}' || json[at] == ']';
  }

  /** What stands from here on: a value or name, or the end of the object or list. */
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

  /** In one loop without calls, since it goes over all that a member holds, in a JVM just begun. */
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

  /** The end of a number, of {@code true}, {@code false} or {@code null}. */
  private int endOfWord(int value) {
    int at = value;
    while (!isSeparator(json[at]) && !isEnd(at)) {
      at++;
    }
    return at;
  }

  /** What stands between two indices. */
  String text(int from, int to) {
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * A string without its quotes and escapes.
   *
   * @throws IllegalArgumentException if it holds a control character, which must be escaped
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
    String text = text(value + 1, end - 1);
    return escapes ? unescaped(text) : text;
  }

  private static String unescaped(String text) {
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = text.charAt(at++);
        if (c == 'u') {
          c = (char) Integer.parseInt(text, at, at + 4, 16);
          at += 4;
        } else {
          c = escaped(c);
        }
      }
      result.append(c);
    }
    return result.toString();
  }

  /** What a letter after a backslash stands for. */
  private static char escaped(char c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
