/** How a training is set up, watched and remembered. */
@NullMarked
package io.github.ginestra.training;

import org.jspecify.annotations.NullMarked;
