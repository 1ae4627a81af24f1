package io.github.ginestra;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sentences about three topics, made by chance, and what suffices to learn to tell them apart. */
public final class Topics {
  private static final List<String> COMMON =
      List.of("the", "a", "we", "they", "today", "very", "and", "with", "good", "new");
  private static final Map<String, List<String>> TELLING =
      new TreeMap<>(
          Map.of(
              "food", List.of("bread", "soup", "baked", "salt", "eat"),
              "music", List.of("violin", "song", "played", "choir", "tune"),
              "sport", List.of("goal", "race", "won", "team", "ball")));

  private Topics() {}

  /** Examples of the topics in turn, each of 3 to 12 words, of which a third is telling. */
  public static Examples examples(int count, long seed) {
    return examples(count, seed, List.copyOf(TELLING.keySet()));
  }

  /** Examples of two of the topics. */
  public static Examples ofTwo(int count, long seed) {
    return examples(count, seed, List.of("food", "sport"));
  }

  private static Examples examples(int count, long seed, List<String> topics) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String topic = topics.get(i % topics.size());
      examples.add(new Example(topic, sentence(topic, random)));
    }
    return Examples.of(examples);
  }

  private static String sentence(String topic, Random random) {
    List<String> telling = TELLING.getOrDefault(topic, List.of());
    List<String> words = new ArrayList<>();
    int length = 3 + random.nextInt(10);
    for (int t = 0; t < length; t++) {
      List<String> from = t % 3 == 0 ? telling : COMMON;
      words.add(from.get(random.nextInt(from.size())));
    }
    return String.join(" ", words);
  }

  /** A few epochs of large steps. */
  public static TrainingOptions.Builder options() {
    return TrainingOptions.builder()
        .epochs(6)
        .batchSize(16)
        .learningRate(0.05)
        .schedule(Schedule.CONSTANT)
        .seed(3);
  }

  /** A small classifier that learns fast. */
  public static ClassifierBuilder classifier() {
    return Classifiers.text()
        .withoutNgrams()
        .calibrationFraction(0)
        .inputDropout(0.3)
        .outputDropout(0.3)
        .wordDropout(0.1)
        .vocabulary(1, 50_000)
        .recurrent(RecurrentSpec.simple(8))
        .embedding(Embedding.learned(8))
        .training(options().build());
  }
}
