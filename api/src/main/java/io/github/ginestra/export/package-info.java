/**
 * Export of histories, evaluations, predictions, cross-validations, provenances and explanations as
 * CSV and JSON ({@link io.github.ginestra.export.Export}).
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.export;

import org.jspecify.annotations.NullMarked;
