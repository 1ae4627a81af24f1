/**
 * Evaluation of classifiers. The input is {@link io.github.ginestra.evaluation.Predictions} for
 * examples whose labels are known; the output is
 *
 * <ul>
 *   <li>the confusion matrix, accuracy, precision, recall, F1 and MCC: {@link
 *       io.github.ginestra.evaluation.Evaluation};
 *   <li>curves, areas under them and thresholds for one label against the others: {@link
 *       io.github.ginestra.evaluation.BinaryScores};
 *   <li>how well the label's probabilities are calibrated: {@link
 *       io.github.ginestra.evaluation.Predictions.ReliabilityDiagram};
 *   <li>all of these over the folds of a cross-validation: {@link
 *       io.github.ginestra.selection.CrossValidationResult}.
 * </ul>
 *
 * <p>Traps: a threshold or a temperature looks better than it is on the examples it was chosen on.
 * Accuracy says little if one label is rare. {@code docs/evaluation.md} has the protocols.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.evaluation;

import org.jspecify.annotations.NullMarked;
