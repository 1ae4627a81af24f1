package io.github.ginestra.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of a run, by name and in order: numbers, texts, and lists and maps of them. Written
 * as one JSON object.
 */
final class Figures {
  private static final Gson LINE =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeAdapter(Double.class, (JsonSerializer<Double>) (d, t, c) -> number(d))
          .create();
  private static final Gson PRETTY = LINE.newBuilder().setPrettyPrinting().create();

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Puts a number, a text, or a list or map of them. */
  Figures put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Puts several figures. */
  Figures putAll(Map<String, ?> figures) {
    values.putAll(figures);
    return this;
  }

  /** What has been put, for use inside other figures. */
  Map<String, Object> asMap() {
    return values;
  }

  /** Writes the figures as JSON to a file, which is replaced as a whole. */
  void write(Path file) throws IOException {
    AtomicFile.replace(file, PRETTY.toJson(values) + "\n");
  }

  /** A number that is not finite as a string, as in the library's own JSON. */
  private static JsonPrimitive number(double value) {
    return Double.isFinite(value)
        ? new JsonPrimitive(value)
        : new JsonPrimitive(String.valueOf(value));
  }

  /** JSON on one line. */
  String line() {
    return LINE.toJson(values);
  }
}
