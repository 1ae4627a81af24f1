package io.github.ginestra.training;

/**
 * The progress of a training after a step. A resumed training counts from its first start.
 *
 * @param epoch the epoch's number, from 1
 * @param epochs how many epochs there will be, unless the training ends early
 * @param step how many steps have been made since the start
 * @param steps how many steps there will be in all, unless the training ends early
 * @param examples how many texts, or symbols of a language model, have been learned from since the
 *     start, repetitions counted
 * @param loss the step's loss in nats
 * @param seconds how long the training has taken so far, validation and listeners included
 */
public record TrainingProgress(
    int epoch, int epochs, long step, long steps, long examples, double loss, double seconds) {

  /**
   * {@return how many texts, or symbols of a language model, are learned per second, on average
   * since the start}
   */
  public double examplesPerSecond() {
    return examples / seconds;
  }

  /**
   * {@return how many seconds the training will still take, if it makes all its steps as fast as
   * those so far}
   */
  public double secondsLeft() {
    return seconds / step * (steps - step);
  }
}
