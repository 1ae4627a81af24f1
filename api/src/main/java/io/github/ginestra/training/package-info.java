/**
 * The options, schedules, listeners and history of a training.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.training;

import org.jspecify.annotations.NullMarked;
