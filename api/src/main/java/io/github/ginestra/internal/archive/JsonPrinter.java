package io.github.ginestra.internal.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import io.github.ginestra.internal.Unicode;
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
   * Writes an object on one line. An unpaired surrogate, which UTF-8 cannot encode, is written as
   * the escape {@code \\u} with four digits, which is read back as the same character.
   */
  static byte[] print(Document document) {
    return withEscapes(print(document, "")).getBytes(StandardCharsets.UTF_8);
  }

  private static String withEscapes(String json) {
    return Unicode.wellFormed(json).equals(json)
        ? json
        : Unicode.replaced(
            json,
            c -> c == Unicode.orReplacement(c),
            c -> String.format(Locale.ROOT, "\\u%04x", c));
  }

  /**
   * Writes an object.
   *
   * @param indent the indentation of each level; empty for a single line
   */
  static String print(Document document, String indent) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setStrictness(Strictness.STRICT);
      writer.setIndent(indent);
      write(writer, document);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
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
