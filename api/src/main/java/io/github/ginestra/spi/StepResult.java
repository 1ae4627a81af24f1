package io.github.ginestra.spi;

/**
 * What one training step saw, before it moved the weights.
 *
 * @param loss the weighted mean cross-entropy in nats; NaN or infinite if the training has diverged
 * @param correct how many of the batch's texts had their own label scored highest
 */
public record StepResult(float loss, int correct) {}
