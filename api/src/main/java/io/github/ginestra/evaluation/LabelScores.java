package io.github.ginestra.evaluation;

/**
 * How well one label was recognised, or an average over labels.
 *
 * @param precision the fraction of the texts given the label that have it, in [0, 1]; 0 if none was
 *     given it
 * @param recall the fraction of the texts with the label that were given it, in [0, 1]; 0 if none
 *     has it
 * @param f1 the harmonic mean of precision and recall, in [0, 1]; 0 if both are 0
 * @param support how many texts have the label
 */
public record LabelScores(double precision, double recall, double f1, int support) {}
