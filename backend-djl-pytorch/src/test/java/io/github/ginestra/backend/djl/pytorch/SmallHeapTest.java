package io.github.ginestra.backend.djl.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large trainings in a process of their own, whose heap is 512 MB. */
@Tag("slow")
class SmallHeapTest {
  @TempDir Path folder;

  @Tag("soak")
  @Test
  void ten_times_the_messages_of_the_sms_collection_are_learned_from() throws Exception {
    assertThat(output("classifier")).endsWith("learned\n");
  }

  @Tag("soak")
  @Test
  void a_corpus_of_50_megabytes_is_learned_from() throws Exception {
    assertThat(output("corpus")).endsWith("learned\n");
  }

  private String output(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Large.class.getName(),
                what,
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Trains for a moment, once all is read, encoded and fitted. */
  static final class Large {
    private static final int MESSAGES = 10 * 5_574;
    private static final int CORPUS_BYTES = 50_000_000;

    private Large() {}

    public static void main(String[] arguments) throws IOException {
      if (arguments[0].equals("classifier")) {
        classifier();
      } else {
        corpus(Path.of(arguments[1], "corpus.txt"));
      }
      System.out.println("learned");
    }

    private static void classifier() {
      Random random = new Random(1);
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        String label = i % 8 == 0 ? "spam" : "ham";
        examples.add(new Example(label, label + " " + words(random, 4 + random.nextInt(25))));
      }
      try (SequenceClassifier classifier =
          Classifiers.spam().listener(aSecondOfSteps()).train(Examples.of(examples))) {
        classifier.classify("any message");
      }
    }

    /** Ends a training that has learned for a second. */
    private static TrainingListener aSecondOfSteps() {
      return new TrainingListener() {
        private long first;

        @Override
        public void onStep(TrainingProgress progress) {
          first = first == 0 ? System.nanoTime() : first;
        }

        @Override
        public boolean isCancelled() {
          return first != 0 && System.nanoTime() - first > 1_000_000_000;
        }
      };
    }

    private static void corpus(Path file) throws IOException {
      Random random = new Random(2);
      try (Writer writer = Files.newBufferedWriter(file)) {
        for (int written = 0; written < CORPUS_BYTES; ) {
          String line = words(random, 12) + "\n";
          writer.write(line);
          written += line.length();
        }
      }
      try (CharLanguageModel model =
          LanguageModels.characters()
              .training(options -> options.validationFraction(0.001))
              .listener(aSecondOfSteps())
              .train(file)) {
        model.generate("", Sampler.temperature(1), 10);
      }
    }

    /** Words of one to nine letters, of which the same are rare. */
    private static String words(Random random, int count) {
      StringBuilder words = new StringBuilder();
      for (int word = 0; word < count; word++) {
        words.append(word == 0 ? "" : " ");
        for (int length = 1 + random.nextInt(1 + random.nextInt(9)); length > 0; length--) {
          words.append((char) ('a' + random.nextInt(1 + random.nextInt(26))));
        }
      }
      return words.toString();
    }
  }
}
