package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.Sampler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How well a model of characters predicts the end of a text, and how fast it writes. Losses are in
 * nats per character on the last tenth of the text, which is used for nothing else: the model
 * learns from the rest, of which early stopping and the mixture with the memory hold out a part.
 *
 * @param characters how many characters the text has
 * @param heldOutLoss the loss of the model
 * @param heldOutLossWithoutMemory the loss of its network alone
 * @param memoryAlone the loss of the n-grams of its memory alone
 * @param heldOutLossAdaptive the loss of the model as it also counts what it reads
 * @param knownWords the fraction of the words it writes at temperature 0.5 that occur in the text
 * @param knownWordsWithoutMemory the same of its network alone
 * @param trainSeconds how long the training took
 * @param charactersPerSecond how many characters it writes on the backend {@code java}, one thread
 * @param charactersPerSecondWithoutMemory the same of the network alone, after a short training
 * @param fileBytes the size of its file
 */
record LanguageFigures(
    int characters,
    double heldOutLoss,
    double heldOutLossWithoutMemory,
    double memoryAlone,
    double heldOutLossAdaptive,
    double knownWords,
    double knownWordsWithoutMemory,
    double trainSeconds,
    double charactersPerSecond,
    double charactersPerSecondWithoutMemory,
    long fileBytes) {
  private static final int HELD_OUT = 10; // a tenth
  private static final int WRITTEN = 20_000;
  private static final int ROUNDS = 5;
  private static final Sampler SAMPLER = Sampler.temperature(0.5).seed(1);

  /** Trains a model, and measures it. */
  static LanguageFigures measure(String text, LanguageModelBuilder<CharLanguageModel> builder)
      throws IOException {
    int characters = text.codePointCount(0, text.length());
    int cut = text.offsetByCodePoints(0, characters - characters / HELD_OUT);
    String learned = text.substring(0, cut);
    String held = text.substring(cut);
    long start = System.nanoTime();
    try (CharLanguageModel model = builder.train(learned)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      LanguageModel.Contributions losses = model.contributions(held);
      byte[] file = saved(model);
      return new LanguageFigures(
          characters,
          losses.together(),
          losses.network(),
          losses.memory(),
          model.adaptive().contributions(held).together(),
          knownWords(model, text),
          knownWords(model.withoutMemory(), text),
          seconds,
          charactersPerSecond(file),
          charactersPerSecond(withoutMemory(builder, learned)),
          file.length);
    }
  }

  private static byte[] saved(CharLanguageModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    return out.toByteArray();
  }

  /** How fast a network writes does not depend on what it has learned. */
  private static byte[] withoutMemory(
      LanguageModelBuilder<CharLanguageModel> builder, String learned) throws IOException {
    LanguageModelBuilder<CharLanguageModel> brief =
        builder.withoutMemory().training(options -> options.epochs(1));
    try (CharLanguageModel model = brief.train(learned)) {
      return saved(model);
    }
  }

  private static double knownWords(CharLanguageModel model, String text) {
    Set<String> known = words(text).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, ROUNDS)
        .mapToObj(seed -> model.generate("", SAMPLER.seed(seed), WRITTEN))
        .flatMap(written -> words(written.substring(0, written.lastIndexOf(' ') + 1)))
        .mapToInt(word -> known.contains(word) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("[^\\p{L}\\p{M}]+", -1)).filter(word -> !word.isEmpty());
  }

  /** The fastest of several rounds. */
  private static double charactersPerSecond(byte[] file) throws IOException {
    try (CharLanguageModel model =
        CharLanguageModel.loader().backend(BackendNames.JAVA).threads(1).load(file)) {
      double fastest = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        model.generate("", SAMPLER, WRITTEN);
        fastest = Math.max(fastest, WRITTEN / ((System.nanoTime() - start) / 1e9));
      }
      return fastest;
    }
  }

  /** As a JSON object with a member for each figure. */
  String json() {
    return new GsonBuilder().setPrettyPrinting().create().toJson(this) + '\n';
  }
}
