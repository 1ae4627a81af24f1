/**
 * How good a classifier is. What enters is what it said of examples whose labels are known ({@link
 * io.github.ginestra.evaluation.Predictions}); what leaves is
 *
 * <ul>
 *   <li>the confusion matrix and the scores that follow from it: {@link
 *       io.github.ginestra.evaluation.Evaluation};
 *   <li>curves, areas under them and thresholds for one label against the others: {@link
 *       io.github.ginestra.evaluation.BinaryScores};
 *   <li>how far its probabilities can be taken at their word: {@link
 *       io.github.ginestra.evaluation.ReliabilityDiagram};
 *   <li>all of these over the folds of a cross-validation: {@link
 *       io.github.ginestra.selection.CrossValidationResult}.
 * </ul>
 *
 * <p>Traps: a threshold or a temperature that was chosen on the examples it is then measured on
 * looks better than it is. Accuracy says little where one label is rare. {@code docs/evaluation.md}
 * has the protocols.
 */
@NullMarked
package io.github.ginestra.evaluation;

import org.jspecify.annotations.NullMarked;
