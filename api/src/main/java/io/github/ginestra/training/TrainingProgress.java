package io.github.ginestra.training;

/**
 * Where a training stands after a step.
 *
 * @param epoch the epoch's number, from 1
 * @param epochs how many epochs there will be, unless the training ends early
 * @param step how many steps have been made since the start
 * @param steps how many steps there will be in all, unless the training ends early
 * @param examples how many texts, or symbols of a language model, have been learned from since the
 *     start, repetitions counted
 * @param loss the step's loss in nats
 */
public record TrainingProgress(
    int epoch, int epochs, long step, long steps, long examples, double loss) {}
