package io.github.ginestra.samples;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.training.EpochMetrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Trains a generator of verse on Leopardi's Canti, and has it continue verses. */
public final class Leopardi {
  private static final long SEED = 42;
  private static final int LENGTH = 160;
  private static final double[] TEMPERATURES = {0.2, 0.5, 1.0, 1.2};

  /** Lines that are not the poet's, with letters that he seldom or never uses. */
  private static final String MODERN =
      """
      È sera. Sul vetro del tram piove piano,
      una luce chiama un'altra luce
      e nessuno chiede perché.
      """;

  private Leopardi() {}

  /**
   * Runs the program.
   *
   * @param prompts the verses to continue; without any, two of the text and some modern ones
   * @throws IOException if the text cannot be read
   */
  public static void main(String[] prompts) throws IOException {
    String text = read();
    System.out.printf(Locale.ROOT, "learns from %,d characters%n", text.length());

    try (CharLanguageModel model =
        LanguageModels.characters()
            .training(options -> options.seed(SEED))
            .listener(new EpochLines())
            .train(text)) {
      EpochMetrics best = model.history().best().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "validation loss %.4f nats per character, on the last tenth, after epoch %d%n",
          best.validationLoss().orElseThrow(),
          best.epoch());

      for (String prompt : prompts.length > 0 ? List.of(prompts) : prompts(text)) {
        for (double temperature : TEMPERATURES) {
          System.out.printf("%n== temperature %s%n%s", temperature, prompt);
          model.stream(prompt, Sampler.temperature(temperature).seed(SEED))
              .limit(LENGTH)
              .forEach(System.out::print); // each character as it is sampled
          System.out.println();
        }
      }
    }
  }

  private static String read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(Data.open("leopardi.txt", "demonstration-verse.txt"))) {
      return lines.lines().collect(Collectors.joining("\n"));
    }
  }

  private static List<String> prompts(String text) {
    List<String> lines =
        new ArrayList<>(text.lines().filter(line -> line.length() >= 20).distinct().toList());
    Collections.shuffle(lines, new Random(SEED));
    return List.of(lines.get(0) + "\n", lines.get(1) + "\n", MODERN);
  }
}
