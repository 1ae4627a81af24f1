package io.github.ginestra.server;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.internal.Library;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The description of the routes in OpenAPI. */
final class OpenApi {
  private static final String PLAYGROUND = "x-playground";

  private OpenApi() {}

  /**
   * The document.
   *
   * @param playground whether the routes of the playground are served too
   */
  static String document(boolean playground) {
    JsonObject document = read();
    document.getAsJsonObject("info").addProperty("version", Library.version());
    choose(document.getAsJsonObject("paths"), playground);
    choose(document.getAsJsonObject("components").getAsJsonObject("schemas"), playground);
    return document.toString();
  }

  /** Removes the mark of what only the playground has; and all that, where there is none. */
  private static void choose(JsonObject items, boolean playground) {
    for (String name : List.copyOf(items.keySet())) {
      if (items.getAsJsonObject(name).remove(PLAYGROUND) != null && !playground) {
        items.remove(name);
      }
    }
  }

  private static JsonObject read() {
    String json = new String(Resources.read("openapi.json"), StandardCharsets.UTF_8);
    return JsonParser.parseString(json).getAsJsonObject();
  }
}
