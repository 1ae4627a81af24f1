package io.github.ginestra.server;

import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.model.TrainedModel;
import org.jspecify.annotations.Nullable;

/** What the playground trains on the data of a file, and how it measures the result. */
interface Course {
  /** A fifth of the texts is held out to measure the model. */
  double TRAIN_FRACTION = 0.8;

  /** A tenth of the others is for validation. */
  double LEARN_FRACTION = 0.9;

  /** The seed of both splits. */
  long SEED = 1;

  /**
   * Trains and measures a model.
   *
   * @param run receives the events of the training
   */
  Result train(TrainingRun run);

  /**
   * A trained model.
   *
   * @param predictions what a classifier says of the texts held out; null for other kinds
   */
  record Result(TrainedModel model, @Nullable Predictions predictions) {}
}
