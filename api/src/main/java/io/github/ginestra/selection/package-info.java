/**
 * Model selection by cross-validation: how good a configuration is, and what a threshold reaches on
 * texts that had no part in its choice.
 *
 * <pre>{@code
 * CrossValidationResult result = CrossValidation.of(Classifiers.spam()).folds(5).run(examples);
 * result.metrics().get("f1 spam"); // mean and standard deviation over the folds
 * }</pre>
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.selection;

import org.jspecify.annotations.NullMarked;
