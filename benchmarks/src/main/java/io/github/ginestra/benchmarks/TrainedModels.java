package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The models that are measured, in a folder. They are trained for a moment only: how fast a network
 * answers does not depend on what it has learned.
 *
 * @param folder where their files are
 */
record TrainedModels(Path folder) {
  /** The system property that passes the folder to a benchmark's own JVM. */
  static final String PROPERTY = "ginestra.benchmarks.models";

  /** D of the plain classifier. */
  private static final int WORD_LENGTH = 100;

  private static final TrainingOptions ONE_EPOCH = TrainingOptions.builder().epochs(1).build();

  /** The folder that the system property names. */
  static TrainedModels find() {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new IllegalStateException(
          "-D" + PROPERTY + "=FOLDER is not given: the folder that ginestra-benchmarks worked in");
    }
    return new TrainedModels(Path.of(folder));
  }

  /** The preset {@code Classifiers.spam()}: a bidirectional GRU(64) beside a linear path. */
  Path spam() {
    return folder.resolve("spam.ginestra");
  }

  /** A bidirectional LSTM(64) over words of {@value #WORD_LENGTH} values, and nothing else. */
  Path plain() {
    return folder.resolve("plain.ginestra");
  }

  /** LSTM(128) over the characters of Leopardi's Canti, each a dimension of its own. */
  Path generator() {
    return folder.resolve("generator.ginestra");
  }

  /** Trains those that are not there yet. */
  void train(BenchmarkData data) throws IOException {
    Files.createDirectories(folder);
    if (!Files.exists(spam())) {
      trainSpam(data.messages());
    }
    if (!Files.exists(plain())) {
      trainPlain(data.messages());
    }
    if (!Files.exists(generator())) {
      trainGenerator(data.poems());
    }
  }

  private void trainSpam(Examples messages) throws IOException {
    try (SequenceClassifier classifier =
        Classifiers.spam().backend(BackendNames.PYTORCH).training(ONE_EPOCH).train(messages)) {
      classifier.save(spam());
    }
  }

  private void trainPlain(Examples messages) throws IOException {
    try (SequenceClassifier classifier =
        Classifiers.text()
            .withoutNgrams()
            .backend(BackendNames.PYTORCH)
            .embedding(Embedding.learned(WORD_LENGTH))
            .recurrent(RecurrentSpec.lstm(64).bidirectional())
            .training(ONE_EPOCH)
            .train(messages)) {
      classifier.save(plain());
    }
  }

  private void trainGenerator(String poems) throws IOException {
    try (LanguageModel model =
        LanguageModels.characters()
            .backend(BackendNames.PYTORCH)
            .recurrent(RecurrentSpec.lstm(128))
            .oneHot()
            .withoutMemory() // as the peers'
            .training(options -> options.epochs(2))
            .train(poems)) {
      model.save(generator());
    }
  }
}
