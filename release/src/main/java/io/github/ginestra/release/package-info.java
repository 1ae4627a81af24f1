/** Checks of what a release publishes. */
@NullMarked
package io.github.ginestra.release;

import org.jspecify.annotations.NullMarked;
