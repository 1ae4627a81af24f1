/**
 * Types that all kinds of models share: their common supertype {@link
 * io.github.ginestra.model.TrainedModel}, the {@link io.github.ginestra.model.Provenance} of a
 * model, and the error of an unreadable model file, {@link
 * io.github.ginestra.model.ModelFormatException}.
 */
@NullMarked
package io.github.ginestra.model;

import org.jspecify.annotations.NullMarked;
