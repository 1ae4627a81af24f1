/**
 * Model selection by cross-validation. Estimates how good a configuration, or a chosen threshold,
 * is on unseen texts.
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
