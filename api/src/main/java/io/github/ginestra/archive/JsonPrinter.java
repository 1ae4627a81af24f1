package io.github.ginestra.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes JSON in UTF-8. */
final class JsonPrinter {
  private JsonPrinter() {}

  /**
   * Writes an object on one line.
   *
   * @throws CharacterCodingException if a string holds half of a surrogate pair, which UTF-8 cannot
   *     write
   */
  static byte[] print(Document document) throws IOException {
    CharBuffer text = CharBuffer.wrap(print(document, ""));
    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(text);
    byte[] result = new byte[bytes.remaining()];
    bytes.get(result);
    return result;
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
