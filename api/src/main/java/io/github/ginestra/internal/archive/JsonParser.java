package io.github.ginestra.internal.archive;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.ginestra.model.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses one JSON object (strict RFC 8259) from UTF-8, nested no deeper than {@value #DEEPEST}.
 *
 * <p>The syntax of the whole text is checked first, without keeping its values. A value is parsed
 * on first access, so that members that are never accessed take no memory. All values that are
 * accessed may take {@value #FREE} bytes of memory plus {@value #MULTIPLE} times the size of the
 * text: enough for any document that this library writes.
 */
final class JsonParser {
  private static final int DEEPEST = 12;

  /** The memory that the values of any document may take, in bytes. */
  private static final long FREE = 16 << 20;

  /** The additional memory that they may take for each byte of the text. */
  private static final long MULTIPLE = 16;

  /** The approximate memory of an object, and of a member without its value, in bytes. */
  private static final int OBJECT = 160;

  /** The approximate memory of a string without its characters, in bytes. */
  private static final int STRING = 64;

  /** The approximate memory of a number, and of a reference in a list, in bytes. */
  private static final int SMALL = 16;

  private final Place place;
  private final JsonScanner json;
  private long left;

  private JsonParser(Place place, byte[] json) {
    this.place = place;
    this.json = new JsonScanner(json);
    left = FREE + MULTIPLE * json.length;
  }

  /**
   * Parses an object, after which only white space may follow.
   *
   * @param place the place of the object, for error messages
   * @param json the text, which must not be changed while the object is used
   */
  static Document parse(Place place, byte[] json) throws ModelFormatException {
    check(place, json);
    JsonParser parser = new JsonParser(place, json);
    return parser.object(place, parser.json.start());
  }

  private static void check(Place place, byte[] json) throws ModelFormatException {
    JsonReader reader =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder()));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(DEEPEST);
    try {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw place.fault("is not JSON: it must begin with an object, not with " + reader.peek());
      }
      reader.skipValue();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw place.fault("more stands after the object");
      }
    } catch (ModelFormatException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw place.fault("is not UTF-8", e);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw place.fault("is not JSON: " + Document.shown(String.valueOf(e.getMessage())), e);
    }
  }

  /** A member's value, which is parsed on first access. Safe for many threads. */
  static final class Unparsed {
    private final JsonParser parser;
    private final int from;
    private @Nullable Object value;

    private Unparsed(JsonParser parser, int from) {
      this.parser = parser;
      this.from = from;
    }

    /**
     * The value.
     *
     * @param place its place, for error messages
     */
    Object parse(Place place) throws ModelFormatException {
      synchronized (parser) {
        if (value == null) {
          value = parser.value(place, from, parser.json.end(from));
        }
        return value;
      }
    }
  }

  private Object value(Place at, int from, int end) throws ModelFormatException {
    return switch (json.first(from)) {
      case '{' -> object(at, from);
      case '[' -> list(at, from);
      case '"' -> string(from, end);
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> throw at.fault("must not be NULL");
      default -> number(json.text(from, end));
    };
  }

  private Document object(Place at, int from) throws ModelFormatException {
    Map<String, Object> values = new LinkedHashMap<>();
    take(OBJECT);
    for (int next = json.inside(from); !json.isEnd(next); ) {
      take(OBJECT);
      int end = json.end(next);
      String name = string(next, end);
      int value = json.next(end);
      if (values.put(name, new Unparsed(this, value)) != null) {
        throw at.in(name).fault("stands twice");
      }
      next = json.next(json.end(value));
    }
    return new Document(at, values);
  }

  private List<Object> list(Place at, int from) throws ModelFormatException {
    List<Object> list = new ArrayList<>();
    take(STRING);
    for (int next = json.inside(from); !json.isEnd(next); ) {
      take(SMALL);
      int end = json.end(next);
      list.add(value(at, next, end));
      next = json.next(end);
    }
    return list;
  }

  private String string(int from, int end) throws ModelFormatException {
    take(STRING + 2L * (end - from));
    try {
      return json.string(from, end);
    } catch (IllegalArgumentException e) {
      throw place.fault("is not JSON: " + e.getMessage(), e);
    }
  }

  /** A Long if the number is whole and in range, otherwise a Double. */
  private Object number(String literal) throws ModelFormatException {
    take(SMALL);
    if (isWhole(literal)) {
      try {
        return Long.valueOf(literal);
      } catch (NumberFormatException e) {
        // out of range
      }
    }
    double value = Double.parseDouble(literal);
    if (Double.isInfinite(value)) {
      throw place.fault(
          "is not JSON: number "
              + Document.shown(literal)
              + " is beyond the range of a double precision number");
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

  /** Accounts for the memory of a value before it is created. */
  private void take(long bytes) throws ModelFormatException {
    left -= bytes;
    if (left < 0) {
      throw place.fault(
          "holds more values than a model's document of its size can: they would take more than "
              + MULTIPLE
              + " times its size in memory");
    }
  }
}
