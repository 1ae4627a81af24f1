package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;

/**
 * One network of the lesson: 64 units over frozen pretrained vectors, the last state, dropout 0.3,
 * Adam with a constant 1e-3, batches of 512, from Keras' initial weights.
 *
 * @param name what the lesson calls it
 * @param recurrent its recurrent layer
 * @param ragged whether texts keep their own lengths, or are cut and padded to 50 tokens
 * @param published accuracy, precision, recall and F1 that the lesson gives; may be empty
 */
record LessonNetwork(String name, RecurrentSpec recurrent, boolean ragged, String published) {
  private static final int UNITS = 64;
  private static final int TOKENS = 50;
  private static final int BATCH = 512;

  /** Keras' constant for Adam. */
  private static final double EPSILON = 1e-7;

  /** The lesson's table, row by row. */
  static List<LessonNetwork> all() {
    RecurrentSpec simple = RecurrentSpec.simple(UNITS);
    RecurrentSpec lstm = RecurrentSpec.lstm(UNITS);
    RecurrentSpec gru = RecurrentSpec.gru(UNITS);
    return List.of(
        new LessonNetwork("SimpleRNN", simple, false, ".95, .81, .75, .78"),
        new LessonNetwork("BiRNN", simple.bidirectional(), false, ""),
        new LessonNetwork("LSTM", lstm, false, ""),
        new LessonNetwork("BiLSTM", lstm.bidirectional(), false, ""),
        new LessonNetwork("GRU", gru, false, ""),
        new LessonNetwork("BiGRU", gru.bidirectional(), false, ""),
        new LessonNetwork("SimpleRNN, ragged", simple, true, ".96, .86, .79, .82"));
  }

  ClassifierBuilder builder(WordVectors vectors, int epochs, long seed) {
    ClassifierBuilder builder =
        Classifiers.text()
            .withoutNgrams()
            .tokenizer(Tokenizer.plainWords())
            .embedding(Embedding.pretrained(vectors))
            .recurrent(recurrent)
            .pooling(Pooling.LAST)
            .inputDropout(0)
            .outputDropout(0.3)
            .wordDropout(0)
            .initialization(Initialization.ORTHOGONAL)
            .training(training(epochs, seed));
    return ragged ? builder.ragged() : builder.fixedLength(TOKENS);
  }

  private static TrainingOptions training(int epochs, long seed) {
    return TrainingOptions.builder()
        .epochs(epochs)
        .batchSize(BATCH)
        .bucketByLength(false)
        .optimizer(Method.ADAM)
        .epsilon(EPSILON)
        .learningRate(1e-3)
        .schedule(Schedule.CONSTANT)
        .weightDecay(0)
        .clipNorm(Double.POSITIVE_INFINITY)
        .seed(seed)
        .build();
  }
}
