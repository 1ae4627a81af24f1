package io.github.ginestra.internal.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Tokenizer;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads configurations from JSON as {@link ConfigJson} writes it. A member that is missing keeps
 * its default; a member that no component has is an error, so that a typing error does not go
 * unnoticed.
 */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * Reads a configuration.
   *
   * @param json a JSON object
   * @param defaults what missing members are taken from
   * @return a configuration of the type of {@code defaults}
   * @throws IllegalArgumentException if the text is not a JSON object, a name is unknown, or a
   *     value has the wrong type or is out of range; the message names the member
   */
  public static <R extends Record> R read(String json, R defaults) {
    return record(parse(Checks.notNull(json, "json")), defaults, "");
  }

  private static JsonElement parse(String json) {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    try {
      return JsonParser.parseReader(reader);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("the configuration is not JSON: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // a record's constructor makes records of its class
  private static <R extends Record> R record(JsonElement json, R defaults, String path) {
    return (R) record(json, defaults.getClass(), defaults, path);
  }

  private static Object record(
      JsonElement json, Class<?> type, @Nullable Object defaults, String path) {
    if (!json.isJsonObject()) {
      throw wrong(path, json, "an object");
    }
    JsonObject object = json.getAsJsonObject();
    RecordComponent[] components = type.getRecordComponents();
    requireKnown(object, components, path);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String name = components[i].getName();
      Object given = defaults == null ? null : ConfigJson.get((Record) defaults, components[i]);
      values[i] =
          object.has(name)
              ? value(object.get(name), components[i].getGenericType(), given, member(path, name))
              : required(given, components[i].getType(), member(path, name));
    }
    return make(type, components, values, path);
  }

  private static void requireKnown(JsonObject object, RecordComponent[] components, String path) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            Printable.quoted(member(path, name)) + " is not an option; there are " + known);
      }
    }
  }

  private static @Nullable Object required(@Nullable Object given, Class<?> type, String path) {
    if (given == null && type.isPrimitive()) {
      throw new IllegalArgumentException(Printable.quoted(path) + " is missing");
    }
    return given;
  }

  private static String member(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Object make(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values, String path) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      String where = path.isEmpty() ? "" : Printable.quoted(path) + ": ";
      Throwable refusal = e.getTargetException();
      throw new IllegalArgumentException(where + refusal.getMessage(), refusal);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("public records have public constructors: " + type, e);
    }
  }

  private static @Nullable Object value(
      JsonElement json, Type generic, @Nullable Object given, String path) {
    Class<?> type = (Class<?>) (generic instanceof ParameterizedType p ? p.getRawType() : generic);
    if (json.isJsonNull()) {
      if (type.isPrimitive()) {
        throw wrong(path, json, "a value");
      }
      return null;
    }
    if (type == Map.class) {
      return map(json, path);
    }
    if (type.isSealed()) {
      return alternative(json, type, path);
    }
    return type.isRecord() ? record(json, type, given, path) : simple(json, type, path);
  }

  private static Map<String, Double> map(JsonElement json, String path) {
    if (!json.isJsonObject()) {
      throw wrong(path, json, "an object");
    }
    Map<String, Double> map = new LinkedHashMap<>();
    json.getAsJsonObject()
        .entrySet()
        .forEach(
            entry ->
                map.put(entry.getKey(), number(entry.getValue(), member(path, entry.getKey()))));
    return map;
  }

  /** Makes the record of a sealed interface that a name, or the member {@code type}, stands for. */
  private static Object alternative(JsonElement json, Class<?> sealed, String path) {
    JsonObject object = new JsonObject();
    JsonElement type = json;
    if (json.isJsonObject()) {
      object = json.getAsJsonObject().deepCopy();
      type = object.remove(ConfigJson.TYPE);
    }
    String name = type != null && isString(type) ? type.getAsString() : "";
    Class<?>[] permitted = sealed.getPermittedSubclasses();
    for (Class<?> alternative : permitted) {
      if (ConfigJson.typeName(alternative).equals(name)) {
        return record(object, alternative, null, path);
      }
    }
    throw wrong(
        path, json, "one of " + Arrays.stream(permitted).map(ConfigJson::typeName).toList());
  }

  private static Object simple(JsonElement json, Class<?> type, String path) {
    if (type == double.class || type == Double.class) {
      return number(json, path);
    }
    if (type == int.class || type == long.class) {
      return integer(json, type, path);
    }
    if (type == boolean.class) {
      if (json instanceof JsonPrimitive primitive && primitive.isBoolean()) {
        return primitive.getAsBoolean();
      }
      throw wrong(path, json, "true or false");
    }
    if (!isString(json)) {
      throw wrong(path, json, "a string");
    }
    return text(json, type, path);
  }

  private static Object text(JsonElement json, Class<?> type, String path) {
    String text = json.getAsString();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(text))
          .findFirst()
          .orElseThrow(
              () -> wrong(path, json, "one of " + Arrays.toString(type.getEnumConstants())));
    }
    try {
      if (type == Duration.class) {
        return Duration.parse(text);
      }
      if (type == Tokenizer.class) {
        return Tokenizer.named(text);
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(Printable.quoted(path) + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        Printable.quoted(path)
            + " ("
            + text
            + ") cannot be read from JSON: leave it out, and set it in the program");
  }

  private static Object integer(JsonElement json, Class<?> type, String path) {
    try {
      if (json instanceof JsonPrimitive primitive && primitive.isNumber()) {
        long value = new BigDecimal(primitive.getAsString()).longValueExact();
        return type == int.class ? (Object) Math.toIntExact(value) : (Object) value;
      }
    } catch (ArithmeticException e) {
      throw wrong(path, json, "an integer of the type " + type);
    }
    throw wrong(path, json, "an integer");
  }

  private static double number(JsonElement json, String path) {
    if (json instanceof JsonPrimitive primitive) {
      if (primitive.isNumber()) {
        return primitive.getAsDouble();
      }
      if (primitive.isString() && primitive.getAsString().equals("Infinity")) {
        return Double.POSITIVE_INFINITY;
      }
    }
    throw wrong(path, json, "a number");
  }

  private static boolean isString(JsonElement json) {
    return json instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static IllegalArgumentException wrong(String path, JsonElement json, String expected) {
    return new IllegalArgumentException(
        (path.isEmpty() ? "the configuration" : Printable.quoted(path))
            + " ("
            + Printable.of(json.toString())
            + ") must be "
            + expected);
  }
}
