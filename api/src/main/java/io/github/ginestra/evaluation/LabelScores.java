package io.github.ginestra.evaluation;

/**
 * Precision, recall and F1 of one label, or their average over labels.
 *
 * @param precision the fraction of the texts predicted to have the label that have it, in [0, 1]; 0
 *     if there are none
 * @param recall the fraction of the texts with the label that are predicted to have it, in [0, 1];
 *     0 if there are none
 * @param f1 the harmonic mean of precision and recall, in [0, 1]; 0 if both are 0
 * @param support the number of texts with the label
 */
public record LabelScores(double precision, double recall, double f1, int support) {}
