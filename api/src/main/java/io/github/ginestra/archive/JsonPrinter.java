package io.github.ginestra.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes JSON in UTF-8. */
final class JsonPrinter {
  private JsonPrinter() {}

  /**
   * Writes an object on one line.
   *
   * @throws IllegalStateException if a string holds half of a surrogate pair, which UTF-8 cannot
   *     write; the message names the string and where it stands
   */
  static byte[] print(Document document) {
    requireWhole("", document);
    return print(document, "").getBytes(StandardCharsets.UTF_8);
  }

  private static void requireWhole(String place, Object value) {
    if (value instanceof Document document) {
      for (Map.Entry<String, Object> member : document.values().entrySet()) {
        requireWhole(place, member.getKey());
        requireWhole((place.isEmpty() ? "" : place + ", ") + member.getKey(), member.getValue());
      }
    } else if (value instanceof List<?> list) {
      list.forEach(element -> requireWhole(place, element));
    } else if (value instanceof String string && !encodes(string)) {
      throw new IllegalStateException(
          (place.isEmpty() ? "a name" : place)
              + ": \""
              + visible(string)
              + "\" holds half of a surrogate pair, which no file can hold: replace it, as with"
              + " U+FFFD");
    }
  }

  private static boolean encodes(String string) {
    for (int i = 0; i < string.length(); i += Character.charCount(string.codePointAt(i))) {
      if (isHalf(string.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The string with its halves of surrogate pairs as escapes. */
  private static String visible(String string) {
    StringBuilder text = new StringBuilder();
    Document.shown(string)
        .codePoints()
        .forEach(
            c -> {
              if (isHalf(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /**
   * Writes an object.
   *
   * @param indent what stands before each line once more for each level; empty for a single line
   */
  static String print(Document document, String indent) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setStrictness(Strictness.STRICT);
      writer.setIndent(indent);
      write(writer, document);
    } catch (IOException e) {
      throw new UncheckedIOException("a string is written without fail", e);
    }
    return text.toString();
  }

  private static void write(JsonWriter writer, Object value) throws IOException {
    if (value instanceof Document document) {
      writer.beginObject();
      for (Map.Entry<String, Object> member : document.values().entrySet()) {
        writer.name(member.getKey());
        write(writer, member.getValue());
      }
      writer.endObject();
    } else if (value instanceof List<?> list) {
      writer.beginArray();
      for (Object element : list) {
        write(writer, element);
      }
      writer.endArray();
    } else if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Boolean flag) {
      writer.value(flag);
    } else {
      writer.value((String) value);
    }
  }
}
