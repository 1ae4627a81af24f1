package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.language.CharLanguageModel;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads a generator instead of training one, and has it continue texts.
 *
 * @param file the model file
 * @param backend the engine to load it on
 */
record SavedGenerator(Path file, String backend) {

  /**
   * Says what the model is, and writes.
   *
   * @param speed measures the writing, or null
   */
  Figures figures(Continuations continuations, @Nullable WritingSpeed speed, Console console)
      throws IOException {
    try (CharLanguageModel model = CharLanguageModel.loader().backend(backend).load(file)) {
      console.say(model.describe().stripTrailing());
      Figures figures =
          new Figures()
              .put("command", "leopardi")
              .put("protocol", "a saved model")
              .put("model", file.toString())
              .put("samples", continuations.write(model, console));
      if (speed != null) {
        speed.add(model, console, figures);
      }
      return figures;
    }
  }
}
