package io.github.ginestra.internal.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes configurations as JSON. A configuration is a record; each component becomes a member of
 * the same name, so that none can be forgotten. Nested records become objects, a tokenizer its
 * name, a duration its ISO 8601 form, and a record of a sealed interface an object whose {@code
 * type} is the record's name, or that name alone if the record has no components.
 */
public final class ConfigJson {
  static final String TYPE = "type";

  private ConfigJson() {}

  /** Writes a configuration on one line. */
  public static String write(Record config) {
    return object(config).toString();
  }

  /**
   * Flattens a configuration: a name for each value, with dots where records are nested. The
   * members of {@code training} stand on the outermost level.
   *
   * @return name → value, in the order of the components; null values are left out
   */
  public static Map<String, String> flatten(Record config) {
    Map<String, String> rows = new LinkedHashMap<>();
    flatten("", object(config), rows);
    return rows;
  }

  private static void flatten(String prefix, JsonObject object, Map<String, String> rows) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String name = prefix + member.getKey();
      JsonElement value = member.getValue();
      if (value.isJsonObject()) {
        flatten(name.equals("training") ? "" : name + ".", value.getAsJsonObject(), rows);
      } else if (value.isJsonPrimitive()) {
        rows.put(name, value.getAsString());
      } else if (!value.isJsonNull()) {
        rows.put(name, value.toString());
      }
    }
  }

  static JsonObject object(Record value) {
    JsonObject object = new JsonObject();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      object.add(component.getName(), element(get(value, component)));
    }
    return object;
  }

  static @Nullable Object get(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("public accessors can be called: " + component, e);
    }
  }

  private static JsonElement element(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Number number) {
      double wide = number.doubleValue();
      return Double.isFinite(wide)
          ? new JsonPrimitive(number)
          : new JsonPrimitive(number.toString());
    }
    if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, entry) -> object.add(name.toString(), element(entry)));
      return object;
    }
    if (value instanceof Collection<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(entry -> array.add(element(entry)));
      return array;
    }
    return value instanceof Record record && !(value instanceof Tokenizer)
        ? record(record)
        : new JsonPrimitive(text(value));
  }

  private static JsonElement record(Record record) {
    if (!isAlternative(record.getClass())) {
      return object(record);
    }
    String type = typeName(record.getClass());
    if (record.getClass().getRecordComponents().length == 0) {
      return new JsonPrimitive(type);
    }
    JsonObject object = new JsonObject();
    object.addProperty(TYPE, type);
    object(record).asMap().forEach(object::add);
    return object;
  }

  /** Whether a record is one of those that a sealed interface permits. */
  private static boolean isAlternative(Class<?> record) {
    for (Class<?> parent : record.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  /** The record's name as the name of a member: {@code oneCycle}. */
  static String typeName(Class<?> record) {
    String name = record.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Tokenizer tokenizer) {
      return tokenizer.name();
    }
    if (value instanceof WordVectors || value instanceof Duration || value instanceof String) {
      return value.toString();
    }
    throw new IllegalArgumentException("no JSON is defined for " + value.getClass());
  }
}
