/** A trained classifier as a program of its own. */
@NullMarked
package io.github.ginestra.samples.classify;

import org.jspecify.annotations.NullMarked;
