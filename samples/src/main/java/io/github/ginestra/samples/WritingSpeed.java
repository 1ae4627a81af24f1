package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast a model writes, one character after the other at temperature 0.5: as many characters as
 * are measured are written before, to warm up.
 *
 * @param characters how many are measured
 */
record WritingSpeed(int characters) {
  static final int DEFAULT_CHARACTERS = 10_000;

  private static final int PARTS = 5;
  private static final double TEMPERATURE = 0.5;
  private static final String PROMPT = "O patria mia, vedo le mura e gli archi\n";

  /** Prints characters per second, the median of five parts, and adds them to the figures. */
  void add(CharLanguageModel model, Console console, Figures figures) {
    double rate = of(model);
    console.say("%nwritten  %,9.0f characters/s, warm", rate);
    figures.put("generatedCharactersPerSecond", rate);
  }

  private double of(CharLanguageModel model) {
    write(model, characters);
    int part = Math.max(1, characters / PARTS);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      long start = System.nanoTime();
      write(model, part);
      rates.add(part / ((System.nanoTime() - start) / 1e9));
    }
    return Spread.of(rates).median();
  }

  private static void write(CharLanguageModel model, int count) {
    Stream<String> symbols = model.stream(PROMPT, Sampler.temperature(TEMPERATURE).seed(0));
    symbols.limit(count).forEach(symbol -> {});
  }
}
