package io.github.ginestra.training;

import java.util.OptionalDouble;

/**
 * What one epoch brought.
 *
 * @param epoch the epoch's number, from 1
 * @param trainingLoss mean cross-entropy over the epoch's batches in nats, dropout included, each
 *     as it was before its step
 * @param trainingAccuracy share of the epoch's texts whose own label was scored highest at that
 *     moment, in [0, 1]
 * @param validationLoss mean cross-entropy of the validation texts after the epoch in nats; empty
 *     without validation
 * @param validationAccuracy share of validation texts classified right after the epoch, in [0, 1];
 *     empty without validation
 * @param seconds how long the epoch's training took, validation not included
 */
public record EpochMetrics(
    int epoch,
    double trainingLoss,
    double trainingAccuracy,
    OptionalDouble validationLoss,
    OptionalDouble validationAccuracy,
    double seconds) {}
