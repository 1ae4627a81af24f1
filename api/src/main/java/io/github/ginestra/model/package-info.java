/**
 * Types that all kinds of models share: their common supertype {@link
 * io.github.ginestra.model.TrainedModel}, the {@link io.github.ginestra.model.Provenance} of a
 * model, and the error of an unreadable model file, {@link
 * io.github.ginestra.model.ModelFormatException}.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.model;

import org.jspecify.annotations.NullMarked;
