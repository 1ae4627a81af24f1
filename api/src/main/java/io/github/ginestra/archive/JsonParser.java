package io.github.ginestra.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.CharArrayReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259, nothing beyond it) from UTF-8. No name may stand twice in an
 * object, nothing may be null, and nothing be nested deeper than {@value #DEEPEST}.
 */
final class JsonParser {
  private static final int DEEPEST = 12;

  /** So many characters, and a whole number is certainly a long. */
  private static final int SURE_LONG = 18;

  /** As many characters as a long may have. */
  private static final int LONGEST_LONG = 20;

  private final JsonReader reader;

  private JsonParser(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * Reads an object and nothing after it but white space.
   *
   * @param place where the object stands
   */
  static Document parse(Place place, byte[] json) throws ModelFormatException {
    try {
      // no string: a letter beyond Latin-1 would have it copied character by character, twice
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      JsonReader reader = new JsonReader(new CharArrayReader(text.array(), 0, text.length()));
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(DEEPEST);
      Document document = new JsonParser(reader).object(place);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw place.fault("more stands after the object");
      }
      return document;
    } catch (ModelFormatException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw place.fault("is not UTF-8", e);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw place.fault("is not JSON: " + Document.shown(String.valueOf(e.getMessage())), e);
    }
  }

  private Document object(Place place) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (values.put(name, value(place.in(name))) != null) {
        throw place.in(name).fault("stands twice");
      }
    }
    reader.endObject();
    return new Document(place, values);
  }

  private Object value(Place place) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(place);
      case BEGIN_ARRAY -> list(place);
      case STRING -> reader.nextString();
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> number(reader.nextString());
      default -> throw place.fault("must not be " + reader.peek());
    };
  }

  private List<Object> list(Place place) throws IOException {
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(value(place));
    }
    reader.endArray();
    return list;
  }

  /** A Long where the number is whole and can be one, else a Double. */
  private static Object number(String literal) {
    if (isWhole(literal) && literal.length() <= SURE_LONG) {
      return Long.valueOf(literal);
    }
    if (isWhole(literal) && literal.length() <= LONGEST_LONG) {
      BigInteger whole = new BigInteger(literal);
      if (whole.bitLength() < Long.SIZE) {
        return whole.longValue();
      }
    }
    double value = Double.parseDouble(literal);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("number beyond the range of a double");
    }
    return value;
  }

  private static boolean isWhole(String literal) {
    for (int i = literal.startsWith("-") ? 1 : 0; i < literal.length(); i++) {
      if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
