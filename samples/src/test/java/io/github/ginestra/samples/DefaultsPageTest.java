package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.tagging.Taggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page of defaults is made of the configurations of the presets. */
class DefaultsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "defaults.md");
  private static final Path MADE = Path.of("target", "defaults.md");

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    Map<String, String> presets = new LinkedHashMap<>();
    presets.put("`Classifiers.text()`", Classifiers.text().config().toJson());
    presets.put("`Classifiers.spam()`", Classifiers.spam().config().toJson());
    presets.put(
        "`Classifiers.multiLabel()`", Classifiers.multiLabel().config().classifier().toJson());
    String page =
        """
        # Defaults

        Every option of a configuration, with its name in JSON (`toJson`, `fromJson`). A test makes this page of the
        code. 0 for epochs, batch size, learning rate, minimum count or linear cost, and -1 for dropout, means that the
        training chooses ([recipes.md](recipes.md)). A blank means none, with these exceptions:

        - `wordDropout`: 0.2, or 0 if the tokens are characters;
        - `forgetBias`: drawn like the other biases;
        - `classWeights`: all labels count alike.

        If a training of `Classifiers.text()` chooses the epochs and `patience` is 0, it also keeps the epoch with the
        lowest held-out loss, unless the tokens are characters.

        ## Classifiers

        """
            + table(presets)
            + "\n`Classifiers.multiLabel()` also has `folds` ("
            + Classifiers.multiLabel().config().folds()
            + ") and `separator` (`"
            + Classifiers.multiLabel().config().separator()
            + "`).\n";
    presets.clear();
    presets.put("`LanguageModels.characters()`", LanguageModels.characters().config().toJson());
    presets.put("`verse()`", LanguageModels.verse().config().toJson());
    presets.put("`words()`", LanguageModels.words().config().toJson());
    page += "\n## Language models\n\n" + table(presets);

    presets.clear();
    presets.put("`Taggers.entities()`", Taggers.entities().config().toJson());
    presets.put("`Taggers.tokens()`", Taggers.tokens().config().toJson());
    page += "\n## Taggers\n\n" + table(presets);

    Files.writeString(MADE, page);
    assertThat(Files.readString(PAGE))
        .as("copy samples/target/defaults.md to docs/defaults.md")
        .isEqualTo(page);
  }

  private static String table(Map<String, String> presets) {
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    presets.forEach(
        (preset, json) -> {
          Map<String, String> values = new LinkedHashMap<>();
          flatten("", JsonParser.parseString(json), values);
          columns.put(preset, values);
          names.addAll(values.keySet());
        });
    StringBuilder table = new StringBuilder("| option |");
    columns.keySet().forEach(preset -> table.append(' ').append(preset).append(" |"));
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (String name : names) {
      table.append("| `").append(name).append("` |");
      columns
          .values()
          .forEach(c -> table.append(' ').append(c.getOrDefault(name, "")).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static void flatten(String name, JsonElement value, Map<String, String> into) {
    if (value.isJsonObject() && !value.getAsJsonObject().isEmpty()) {
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(
              member ->
                  flatten(
                      name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                      member.getValue(),
                      into));
    } else {
      into.put(name, value.isJsonPrimitive() ? value.getAsString() : "");
    }
  }
}
