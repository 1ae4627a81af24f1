package io.github.ginestra.samples;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One network of the lesson: 64 units over frozen pretrained vectors, the last state, dropout 0.3,
 * Adam with a constant 1e-3, batches of 512, 20 epochs, from Keras' initial weights.
 *
 * @param name what the lesson calls it
 * @param recurrent its recurrent layer
 * @param ragged whether texts keep their own lengths, or are cut and padded to 50 tokens
 * @param published the figures that the lesson gives, by their names in JSON; may be empty
 */
record LessonRecipe(
    String name, RecurrentSpec recurrent, boolean ragged, Map<String, Double> published) {
  static final int EPOCHS = 20;
  static final int TOKENS = 50;

  private static final int UNITS = 64;
  private static final int BATCH = 512;
  private static final double DROPOUT = 0.3;
  private static final double LEARNING_RATE = 1e-3;

  /** Keras' constant for Adam. */
  private static final double EPSILON = 1e-7;

  /** The lesson's table, row by row. */
  static List<LessonRecipe> all() {
    RecurrentSpec simple = RecurrentSpec.simple(UNITS);
    RecurrentSpec lstm = RecurrentSpec.lstm(UNITS);
    RecurrentSpec gru = RecurrentSpec.gru(UNITS);
    return List.of(
        new LessonRecipe("SimpleRNN", simple, false, published(0.95, 0.81, 0.75, 0.78)),
        new LessonRecipe("BiRNN", simple.bidirectional(), false, Map.of()),
        new LessonRecipe("LSTM", lstm, false, Map.of()),
        new LessonRecipe("BiLSTM", lstm.bidirectional(), false, Map.of()),
        new LessonRecipe("GRU", gru, false, Map.of()),
        new LessonRecipe("BiGRU", gru.bidirectional(), false, Map.of()),
        new LessonRecipe("SimpleRNN ragged", simple, true, published(0.96, 0.86, 0.79, 0.82)));
  }

  private static Map<String, Double> published(
      double accuracy, double precision, double recall, double f1) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(SpamMeasure.ACCURACY.key(), accuracy);
    figures.put(SpamMeasure.PRECISION.key(), precision);
    figures.put(SpamMeasure.RECALL.key(), recall);
    figures.put(SpamMeasure.F1.key(), f1);
    return figures;
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
            .outputDropout(DROPOUT)
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
        .learningRate(LEARNING_RATE)
        .schedule(Schedule.CONSTANT)
        .weightDecay(0)
        .clipNorm(Double.POSITIVE_INFINITY)
        .seed(seed)
        .build();
  }
}
