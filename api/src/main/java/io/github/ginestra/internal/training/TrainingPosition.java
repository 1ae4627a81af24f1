package io.github.ginestra.internal.training;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a training is: what the epoch loop must know to go on. Immutable.
 *
 * @param epochs the epochs that are over
 * @param current what the epoch after them has brought so far
 * @param step how many steps have been made since the start
 * @param examples how many examples have been learned from since the start
 * @param seconds how long it all took
 */
record TrainingPosition(
    List<EpochMetrics> epochs, Sums current, long step, long examples, double seconds) {
  static final TrainingPosition START = new TrainingPosition(List.of(), Sums.NONE, 0, 0, 0);

  TrainingPosition {
    epochs = List.copyOf(epochs);
  }

  TrainingHistory history() {
    return new TrainingHistory(epochs);
  }

  /**
   * Checks that a training can stand here.
   *
   * @param mostEpochs how many epochs it has
   * @param stepsPerEpoch how many steps each has at most
   * @throws IllegalArgumentException if it cannot
   */
  void requireWithin(int mostEpochs, long stepsPerEpoch) {
    Checkpoint.require(
        epochs.size() <= mostEpochs, epochs.size() + " of " + mostEpochs + " epochs");
    for (int i = 0; i < epochs.size(); i++) {
      Checkpoint.require(epochs.get(i).epoch() == i + 1, "epoch " + (i + 1) + " is missing");
    }
    Checkpoint.require(
        current.steps() <= stepsPerEpoch && step <= epochs.size() * stepsPerEpoch + current.steps(),
        "more steps than the epochs have");
    Checkpoint.require(
        current.steps() <= step && current.examples() <= examples, "fewer steps than the epoch's");
    Checkpoint.require(
        (current.steps() == 0) == (current.examples() == 0)
            && current.correct() <= current.examples()
            && Double.isFinite(current.loss()),
        "the sums of the current epoch do not agree");
    Checkpoint.require(
        seconds >= 0 && seconds < Double.POSITIVE_INFINITY, "a time of " + seconds + " s");
  }

  /**
   * What some steps of one epoch have brought.
   *
   * @param steps how many they are
   * @param loss the sum of the examples' losses
   * @param examples how many examples they saw
   * @param counted whether it was counted how many of those were scored right
   * @param correct how many were, if it was counted
   * @param seconds how long the steps took
   */
  record Sums(
      int steps, double loss, long examples, boolean counted, long correct, double seconds) {
    static final Sums NONE = new Sums(0, 0, 0, false, 0, 0);

    /** With one more step, after so many seconds. */
    Sums plus(Learner.Learned learned, double seconds) {
      return new Sums(
          steps + 1,
          loss + learned.loss() * learned.examples(),
          examples + learned.examples(),
          learned.correct().isPresent(),
          correct + learned.correct().orElse(0),
          seconds);
    }

    /** Closes the epoch. */
    EpochMetrics metrics(int epoch, Learner.Validated validated) {
      return new EpochMetrics(
          epoch,
          loss / examples,
          counted ? OptionalDouble.of((double) correct / examples) : OptionalDouble.empty(),
          validated.loss(),
          validated.accuracy(),
          seconds);
    }
  }
}
