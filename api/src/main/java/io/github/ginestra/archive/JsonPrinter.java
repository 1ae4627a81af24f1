package io.github.ginestra.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
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
   * Writes an object.
   *
   * @throws CharacterCodingException if a string holds half of a surrogate pair, which UTF-8 cannot
   *     write
   */
  static byte[] print(Document document) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setStrictness(Strictness.STRICT);
      write(writer, document);
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.toString()));
    byte[] result = new byte[bytes.remaining()];
    bytes.get(result);
    return result;
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
