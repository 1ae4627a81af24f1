/** The options, schedules, listeners and history of a training. */
@NullMarked
package io.github.ginestra.training;

import org.jspecify.annotations.NullMarked;
