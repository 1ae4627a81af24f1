package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has a model continue texts at several temperatures, each character printed as it is written.
 *
 * @param prompts the texts
 * @param temperatures each more than 0
 * @param length how many characters follow each text
 * @param seed what they are drawn from, each text by the next seed
 */
record Continuations(List<Prompt> prompts, List<Double> temperatures, int length, long seed) {

  /**
   * A text to be continued.
   *
   * @param name what it is
   * @param text the text itself
   */
  record Prompt(String name, String text) {}

  /** Generates all of them, each with its own seed; returns them as figures. */
  List<Map<String, Object>> write(CharLanguageModel model, Console console) {
    List<Map<String, Object>> samples = new ArrayList<>();
    for (Prompt prompt : prompts) {
      for (double temperature : temperatures) {
        console.say("%n== %s, temperature %s", prompt.name(), temperature);
        Sampler sampler = Sampler.temperature(temperature).seed(seed + samples.size());
        String written = write(model, prompt.text(), sampler, console.out());
        samples.add(
            new Figures()
                .put("prompt", prompt.text())
                .put("temperature", temperature)
                .put("text", written)
                .asMap());
      }
    }
    return samples;
  }

  private String write(CharLanguageModel model, String prompt, Sampler sampler, PrintStream out) {
    out.print(prompt);
    StringBuilder written = new StringBuilder();
    model.stream(prompt, sampler)
        .limit(length)
        .forEach(
            symbol -> {
              out.print(symbol);
              out.flush();
              written.append(symbol);
            });
    out.println();
    return written.toString();
  }
}
