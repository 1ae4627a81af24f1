package io.github.ginestra.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a request in JSON. Every fault is an {@link HttpError} that names the field. */
final class JsonRequest {
  private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");
  private static final String MODEL = "model";
  private static final String TEXT = "text";
  private static final String TEXTS = "texts";

  private final JsonObject fields;
  private final Limits limits;

  private JsonRequest(JsonObject fields, Limits limits) {
    this.fields = fields;
    this.limits = limits;
  }

  /**
   * Parses the body of a request.
   *
   * @param known the fields that it may have
   */
  static JsonRequest of(byte[] body, Limits limits, Set<String> known) throws HttpError {
    JsonRequest request = new JsonRequest(parse(body), limits);
    for (String name : request.fields.keySet()) {
      if (!known.contains(name)) {
        throw HttpError.badRequest(
            "there is no field "
                + Printable.quoted(name)
                + "; there are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return request;
  }

  private static JsonObject parse(byte[] body) throws HttpError {
    try (JsonReader reader = new JsonReader(new StringReader(decode(body)))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(Limits.JSON_DEPTH);
      JsonElement json = JsonParser.parseReader(reader);
      if (!json.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
        throw HttpError.badRequest("the body must be one JSON object");
      }
      return json.getAsJsonObject();
    } catch (CharacterCodingException e) {
      throw HttpError.badRequest("the body is not valid UTF-8");
    } catch (MalformedJsonException | JsonParseException e) {
      throw HttpError.badRequest("the body is not valid JSON" + place(e));
    } catch (IOException e) {
      throw HttpError.badRequest("the body is not valid JSON: it ends too early");
    }
  }

  private static String decode(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(body))
        .toString();
  }

  /** The place that Gson names; what else it says is for programs that call it. */
  private static String place(Exception e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return place.find() ? ": see line " + place.group(1) + ", column " + place.group(2) : "";
  }

  /** The name of the model; null if the request names none. */
  @Nullable String model() throws HttpError {
    return optional(MODEL);
  }

  /** Whether there are several texts, which are answered by a list. */
  boolean hasTexts() {
    return fields.has(TEXTS);
  }

  /** The text, or the texts. */
  List<String> texts() throws HttpError {
    if (fields.has(TEXT) == fields.has(TEXTS)) {
      throw HttpError.badRequest("either \"text\" or \"texts\" must be there");
    }
    return hasTexts() ? list() : List.of(text(TEXT));
  }

  private List<String> list() throws HttpError {
    if (!fields.get(TEXTS).isJsonArray()) {
      throw wrong(TEXTS, "an array of strings");
    }
    List<JsonElement> elements = fields.getAsJsonArray(TEXTS).asList();
    if (elements.size() > limits.texts()) {
      throw HttpError.tooLarge(
          format(
              "\"texts\" has %,d texts; at most %,d are allowed", elements.size(), limits.texts()));
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (JsonElement element : elements) {
      texts.add(limited(TEXTS, string(TEXTS, element, "an array of strings")));
    }
    return texts;
  }

  /** A text that must be there. */
  String text(String name) throws HttpError {
    JsonElement element = fields.get(name);
    if (element == null) {
      throw HttpError.badRequest("the field \"" + name + "\" is missing");
    }
    return limited(name, string(name, element, "a string"));
  }

  /** A string; null if it is not there. */
  @Nullable String optional(String name) throws HttpError {
    return has(name) ? limited(name, string(name, fields.get(name), "a string")) : null;
  }

  private String limited(String name, String text) throws HttpError {
    if (text.length() > limits.textLength()) {
      throw HttpError.tooLarge(
          format(
              "a text of \"%s\" has %,d characters; at most %,d are allowed",
              name, text.length(), limits.textLength()));
    }
    return text;
  }

  private static String string(String name, JsonElement element, String what) throws HttpError {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw wrong(name, what);
  }

  /** Whether a field is there and not null. */
  boolean has(String name) {
    return fields.has(name) && !fields.get(name).isJsonNull();
  }

  /** A whole number. */
  long integer(String name, long least, long most) throws HttpError {
    double value = number(name, (double) least, (double) most);
    if (value != Math.rint(value)) {
      throw wrong(name, format("a whole number in [%d, %d]", least, most));
    }
    return primitive(name).getAsLong();
  }

  /** A number. */
  double number(String name, double least, double most) throws HttpError {
    JsonPrimitive primitive = primitive(name);
    double value = primitive.isNumber() ? primitive.getAsDouble() : Double.NaN;
    if (!(value >= least && value <= most)) {
      throw wrong(name, format("a number in [%s, %s]", plain(least), plain(most)));
    }
    return value;
  }

  private JsonPrimitive primitive(String name) throws HttpError {
    if (fields.get(name) instanceof JsonPrimitive primitive) {
      return primitive;
    }
    throw wrong(name, "a number");
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static HttpError wrong(String name, String what) {
    return HttpError.badRequest("the field \"" + name + "\" must be " + what);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
