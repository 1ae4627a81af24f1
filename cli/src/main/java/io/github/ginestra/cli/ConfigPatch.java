package io.github.ginestra.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.ginestra.internal.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as JSON, and the changes that the user makes to it. A name that the configuration
 * does not have is an error, which names similar ones. Not for several threads.
 */
final class ConfigPatch {
  /** The member that says which alternative an object is. */
  private static final String TYPE = "type";

  private static final int SUGGESTED = 3;

  private final JsonObject config;
  private final List<String> known = new ArrayList<>();
  private final Set<String> changed = new TreeSet<>();

  /** Starts from a whole configuration. */
  ConfigPatch(String json) {
    config = JsonParser.parseString(json).getAsJsonObject();
    addPaths("", config);
  }

  private void addPaths(String prefix, JsonObject object) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String path = prefix + member.getKey();
      known.add(path);
      if (member.getValue().isJsonObject()) {
        addPaths(path + ".", member.getValue().getAsJsonObject());
      }
    }
  }

  /** The outermost members that were changed. */
  Set<String> changed() {
    return changed;
  }

  /** The seed of the training. */
  long seed() {
    return config.getAsJsonObject("training").get("seed").getAsLong();
  }

  /** The configuration with all changes. */
  String toJson() {
    return config.toString();
  }

  /** The same on several lines, with the settings that have no value. */
  String pretty() {
    return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(config);
  }

  /**
   * Changes all that an object names.
   *
   * @throws IllegalArgumentException if it names what there is not
   */
  void merge(JsonObject changes) {
    changed.addAll(changes.keySet());
    merge(config, changes, "");
  }

  private void merge(JsonObject object, JsonObject changes, String prefix) {
    boolean open = object.size() == 0;
    for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
      String name = change.getKey();
      if (!open && !object.has(name)) {
        throw unknown(prefix + name);
      }
      JsonElement value = change.getValue();
      if (value.isJsonObject()
          && object.get(name) instanceof JsonObject inner
          && isSameType(inner, value.getAsJsonObject())) {
        merge(inner, value.getAsJsonObject(), prefix + name + ".");
      } else {
        object.add(name, value);
      }
    }
  }

  /** Whether one alternative is changed, not replaced by another. */
  private static boolean isSameType(JsonObject object, JsonObject changes) {
    return !changes.has(TYPE) || changes.get(TYPE).equals(object.get(TYPE));
  }

  /**
   * Changes one value.
   *
   * @param key its path, as {@code training.epochs}; the end of the path is enough if only one has
   *     it
   * @param value JSON, or a string without quotes
   * @throws IllegalArgumentException if there is no such value
   */
  void set(String key, String value) {
    String[] path = path(key).split("\\.", -1);
    changed.add(path[0]);
    JsonObject object = config;
    boolean open = false;
    for (int i = 0; i < path.length - 1; i++) {
      if (!open && !object.has(path[i])) {
        throw unknown(key);
      }
      if (!(object.get(path[i]) instanceof JsonObject)) {
        object.add(path[i], new JsonObject());
      }
      object = object.getAsJsonObject(path[i]);
      open = object.size() == 0 || !isKnownBelow(path, i);
    }
    String name = path[path.length - 1];
    if (!open && !object.has(name)) {
      throw unknown(key);
    }
    object.add(name, parsed(value, object.get(name)));
  }

  /** Whether the configuration names the members of an object, which those of a map are not. */
  private boolean isKnownBelow(String[] path, int depth) {
    String prefix = String.join(".", List.of(path).subList(0, depth + 1)) + ".";
    return known.stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** The whole path that a key stands for. */
  private String path(String key) {
    if (known.contains(key)) {
      return key;
    }
    List<String> ending = known.stream().filter(path -> path.endsWith("." + key)).toList();
    if (ending.size() > 1) {
      throw new IllegalArgumentException(
          Printable.quoted(key) + " may be any of " + Printable.list(ending));
    }
    return ending.isEmpty() ? key : ending.get(0);
  }

  private static JsonElement parsed(String value, @Nullable JsonElement old) {
    boolean constant =
        old instanceof JsonPrimitive primitive
            && primitive.isString()
            && primitive.getAsString().matches("[A-Z_]+");
    if (constant) {
      return new JsonPrimitive(value.toUpperCase(Locale.ROOT));
    }
    boolean json = value.matches("(?s)(true|false|null|-?\\d.*|[\\[{\"].*)");
    try {
      return json ? JsonParser.parseString(value) : new JsonPrimitive(value);
    } catch (JsonParseException e) {
      return new JsonPrimitive(value); // then the configuration says what it expects
    }
  }

  private IllegalArgumentException unknown(String key) {
    List<String> near =
        known.stream()
            .filter(path -> distance(key, path) <= Math.max(2, key.length() / 3))
            .sorted(Comparator.comparingInt((String path) -> distance(key, path)))
            .limit(SUGGESTED)
            .toList();
    return new IllegalArgumentException(
        "there is no setting "
            + Printable.quoted(key)
            + (near.isEmpty()
                ? "; --show-config lists all"
                : "; did you mean " + String.join(", ", near) + "?"));
  }

  /** How far a key is from a path, or from its end. */
  private static int distance(String key, String path) {
    String end = path.substring(path.lastIndexOf('.') + 1);
    String keyEnd = key.substring(key.lastIndexOf('.') + 1);
    return Math.min(edits(key, path), edits(keyEnd, end));
  }

  /** The Levenshtein distance, without regard to letter case. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (isAlike(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static boolean isAlike(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
