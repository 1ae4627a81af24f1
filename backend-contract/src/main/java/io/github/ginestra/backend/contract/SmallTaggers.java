package io.github.ginestra.backend.contract;

import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.Taggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Taggers that are trained in a moment, on sentences made for the purpose. */
final class SmallTaggers {
  private static final List<String> PERSONS =
      List.of("Ana Ruiz", "Luis", "Marta Vela", "Pedro", "Elena", "Bruno Conti", "Carla", "Dino");
  private static final List<String> PLACES =
      List.of("Roma", "Lima", "Quito", "Praga", "San Remo", "Turín", "Bari", "La Paz");
  private static final List<String> FRAMES =
      List.of(
          "P vive en L .",
          "P y P viajan a L .",
          "En L llueve , dice P .",
          "De L a L hay dos horas .",
          "Ayer P llamó a P .",
          "El tren sale de L .");

  private SmallTaggers() {}

  /** Sentences of persons and places, in BIO. */
  static TaggedTexts entities(int count, long seed) {
    Random random = new Random(seed);
    List<TaggedText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> tokens = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      for (String word : FRAMES.get(i % FRAMES.size()).split(" ", -1)) {
        if (word.equals("P")) {
          add(PERSONS.get(random.nextInt(PERSONS.size())), "PER", tokens, tags);
        } else if (word.equals("L")) {
          add(PLACES.get(random.nextInt(PLACES.size())), "LOC", tokens, tags);
        } else {
          tokens.add(word);
          tags.add("O");
        }
      }
      texts.add(TaggedText.of(tokens, tags));
    }
    return TaggedTexts.of(texts);
  }

  private static void add(String name, String type, List<String> tokens, List<String> tags) {
    String place = "B-";
    for (String word : name.split(" ", -1)) {
      tokens.add(word);
      tags.add(place + type);
      place = "I-";
    }
  }

  /**
   * Sentences whose tags depend on the letters of the tokens, and on the token before: after a
   * number a word is counted.
   */
  static TaggedTexts tokens(int count, long seed) {
    Random random = new Random(seed);
    List<TaggedText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> tokens = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      for (int t = 0; t < 3 + random.nextInt(6); t++) {
        boolean counted = t > 0 && tags.get(t - 1).equals("NUM");
        boolean number = random.nextInt(3) == 0;
        tokens.add(number ? String.valueOf(random.nextInt(90)) : word(random) + "os");
        tags.add(number ? "NUM" : counted ? "COUNTED" : "WORD");
      }
      texts.add(TaggedText.of(tokens, tags));
    }
    return TaggedTexts.of(texts);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append("bdlmnprst".charAt(random.nextInt(9))).append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  /** A tagger of entities with all its parts. */
  static TaggerBuilder builder(Backend backend) {
    return small(Taggers.entities(), backend);
  }

  static TaggerBuilder small(TaggerBuilder builder, Backend backend) {
    return builder
        .backend(backend)
        .threads(1)
        .recurrent(RecurrentSpec.gru(12).bidirectional())
        .embedding(8)
        .letterCase(3)
        .characters(5, 3, 6)
        .inputDropout(0.1)
        .outputDropout(0.1)
        .training(options -> options.epochs(12).batchSize(8).learningRate(0.02).seed(3));
  }
}
