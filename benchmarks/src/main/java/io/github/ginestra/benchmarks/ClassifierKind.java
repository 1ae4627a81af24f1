package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A classifier that is measured, and the texts that it is given. */
public enum ClassifierKind {
  /** The preset for spam, on all messages of the SMS Spam Collection. */
  SPAM_PRESET {
    @Override
    Path file(TrainedModels models) {
      return models.spam();
    }

    @Override
    List<String> texts(BenchmarkData data) throws IOException {
      return data.messages().texts();
    }
  },

  /** A bidirectional LSTM(64) alone, on the collection's messages of exactly 20 words. */
  TWENTY_WORDS {
    @Override
    Path file(TrainedModels models) {
      return models.plain();
    }

    @Override
    List<String> texts(BenchmarkData data) throws IOException {
      return data.messagesOf(20);
    }
  };

  abstract Path file(TrainedModels models);

  abstract List<String> texts(BenchmarkData data) throws IOException;

  /** Loads the model on a backend. */
  SequenceClassifier load(String backend) throws IOException {
    return SequenceClassifier.loader().backend(backend).load(file(TrainedModels.find()));
  }
}
