package io.github.ginestra.cli;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Option;

/** The options that choose and change a configuration. */
final class ConfigOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "The configuration to start from: %nclassifier: text (default), spam;"
              + " tagger: entities (default), tokens; language: characters (default), words, verse.")
  private @Nullable String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read settings from a file in JSON or, if it is called .yaml or .yml, YAML.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Change one setting, as in --set training.epochs=5 or, since there is one of that name,"
              + " --set epochs=5. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of all random numbers: short for --set training.seed=N.")
  private @Nullable Long seed;

  @Option(names = "--show-config", description = "Print all settings as JSON, and train nothing.")
  boolean shown;

  /** The name of the preset, or that of the default. */
  String preset(String otherwise) {
    return preset == null ? otherwise : preset.toLowerCase(Locale.ROOT);
  }

  /**
   * The configuration with the changes of all options.
   *
   * @param presets name → the configuration as JSON
   * @throws IllegalArgumentException if there is no such preset or setting
   * @throws IOException if the file cannot be read
   */
  ConfigPatch patch(Map<String, Supplier<String>> presets, String otherwise) throws IOException {
    Supplier<String> chosen = presets.get(preset(otherwise));
    if (chosen == null) {
      throw new IllegalArgumentException(
          "--preset (" + preset + ") must be one of " + presets.keySet());
    }
    ConfigPatch patch = new ConfigPatch(chosen.get());
    if (file != null) {
      merge(patch, file);
    }
    settings.forEach((key, value) -> set(patch, key, value));
    if (seed != null) {
      patch.set("training.seed", seed.toString());
    }
    return patch;
  }

  private static void merge(ConfigPatch patch, Path file) throws IOException {
    try {
      patch.merge(read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--config " + file + ": " + e.getMessage(), e);
    }
  }

  private static void set(ConfigPatch patch, String key, String value) {
    try {
      patch.set(key, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--set " + key + ": " + e.getMessage(), e);
    }
  }

  private static JsonObject read(Path file) throws IOException {
    String text = Utf8Reader.read(file, MalformedDataException::new);
    String name = file.toString().toLowerCase(Locale.ROOT);
    JsonElement read = name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(text) : json(text);
    if (!read.isJsonObject()) {
      throw new IllegalArgumentException("must hold an object of settings");
    }
    return read.getAsJsonObject();
  }

  private static JsonElement json(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      return JsonParser.parseReader(reader);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getMessage(), e);
    }
  }

  private static JsonElement yaml(String text) {
    try {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return new Gson().newBuilder().serializeNulls().create().toJsonTree(read);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("is not YAML: " + e.getMessage(), e);
    }
  }
}
