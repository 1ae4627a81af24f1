/**
 * Model selection by cross-validation: how good a recipe is, and what a threshold brings on texts
 * that had no part in choosing it.
 *
 * <pre>{@code
 * CrossValidationResult result = CrossValidation.of(Classifiers.spam()).folds(5).run(examples);
 * result.metrics().get("f1 spam"); // mean and standard deviation over the folds
 * }</pre>
 */
@NullMarked
package io.github.ginestra.selection;

import org.jspecify.annotations.NullMarked;
