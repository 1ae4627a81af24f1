package io.github.ginestra.backend.contract;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.List;

/** Classifiers that are trained in a moment, on sentences written for the purpose. */
final class SmallClassifiers {
  /** Texts to classify: none of them was learned, and some are odd. */
  static final List<String> TEXTS =
      List.of(
          "Win a FREE prize now",
          "shall we walk home together?",
          "The parcel 4711 arrives on monday at 9",
          "",
          "   \t\n",
          "zyxwv qwrtz",
          "€ £ 😀 ½ don’t &amp; www.example.org/x?y=1",
          "walk ".repeat(150));

  private static final List<String> PRIZE =
      List.of(
          "WINNER! Claim your free prize of £500 now",
          "Free entry: text WIN to 80082",
          "URGENT you have won, call 09061701461",
          "Claim your FREE phone today",
          "Last chance, your prize waits at www.prize.example");
  private static final List<String> FRIEND =
      List.of(
          "are you at home?",
          "I'll walk with you after lunch",
          "shall we meet at the station",
          "don't forget the bread",
          "that was a lovely evening :)");
  private static final List<String> POST =
      List.of(
          "Your parcel 1234 arrives tomorrow",
          "The letter could not be delivered",
          "Parcel 99 is at the station until 8",
          "delivery on Friday between 9 and 12",
          "Your order has left our house");

  /** What the classifiers are calibrated on; the last one is labelled as they cannot know. */
  static final Examples HELD_OUT =
      Examples.of(
          List.of(
              new Example("prize", "claim your free prize now"),
              new Example("prize", "WIN a FREE phone: call 80082"),
              new Example("prize", "Last chance, your prize of £500 waits"),
              new Example("friend", "are you home after lunch?"),
              new Example("friend", "I'll meet with you, don't forget :)"),
              new Example("friend", "shall we walk, that was lovely"),
              new Example("post", "Your parcel 77 arrives on Friday"),
              new Example("post", "The letter could not be delivered tomorrow"),
              new Example("post", "Your order has left, delivery between 8 and 9"),
              new Example("friend", "Claim your FREE phone today")));

  private SmallClassifiers() {}

  static Examples examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < PRIZE.size(); i++) {
      examples.add(new Example("prize", PRIZE.get(i)));
      examples.add(new Example("friend", FRIEND.get(i)));
      examples.add(new Example("post", POST.get(i)));
    }
    return Examples.of(examples);
  }

  /** With letter case and n-grams, as in the spam preset; on one thread, for so little work. */
  static ClassifierBuilder builder(RecurrentSpec recurrent) {
    return Classifiers.text()
        .recurrent(recurrent)
        .embedding(Embedding.learned(6))
        .letterCase(2)
        .maximumTokens(60)
        .threads(1)
        .ngrams(NgramSpec.standard().buckets(256))
        .calibrationFraction(0)
        .training(
            TrainingOptions.builder().epochs(10).batchSize(4).learningRate(3e-2).seed(3).build());
  }

  /** Trains on a backend. */
  static SequenceClassifier train(Backend provider, RecurrentSpec recurrent) {
    return builder(recurrent).backend(provider.name()).train(examples());
  }
}
