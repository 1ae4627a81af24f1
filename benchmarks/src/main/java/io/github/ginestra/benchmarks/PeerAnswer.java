package io.github.ginestra.benchmarks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a peer printed: one JSON object a line, with fields that say what was measured and fields
 * that say how fast it was.
 *
 * @param lines the objects; none if it failed
 * @param failure why there are none, or null
 */
record PeerAnswer(List<JsonObject> lines, @Nullable String failure) {

  /** The answer of a peer that could not be run. */
  static PeerAnswer failed(String failure) {
    return new PeerAnswer(List.of(), failure);
  }

  /** Reads what was printed; lines that are no JSON objects are passed over. */
  static PeerAnswer read(List<String> printed) {
    List<JsonObject> objects = new ArrayList<>();
    for (String line : printed) {
      if (line.startsWith("{")) {
        objects.add(parse(line));
      }
    }
    return new PeerAnswer(List.copyOf(objects), null);
  }

  private static JsonObject parse(String line) {
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("a peer printed what is no JSON: " + line, e);
    }
  }

  /**
   * Finds a number.
   *
   * @param where the fields that identify its line, name → value as text
   * @param field the field that has it
   * @return the number, or none if the peer failed
   * @throws IllegalStateException if the peer ran and did not print it
   */
  OptionalDouble number(Map<String, String> where, String field) {
    if (failure != null) {
      return OptionalDouble.empty();
    }
    for (JsonObject line : lines) {
      if (line.has(field) && matches(line, where)) {
        return OptionalDouble.of(line.get(field).getAsDouble());
      }
    }
    throw new IllegalStateException("no peer printed " + field + " of " + where);
  }

  private static boolean matches(JsonObject line, Map<String, String> where) {
    return where.entrySet().stream()
        .allMatch(field -> field.getValue().equals(text(line.get(field.getKey()))));
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element == null || !element.isJsonPrimitive() ? null : element.getAsString();
  }
}
