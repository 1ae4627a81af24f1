package io.github.ginestra;

import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingHistory;

/**
 * What a training brings.
 *
 * @param history how it went
 * @param weights the weights to keep
 */
record Trained(TrainingHistory history, Weights weights) {}
