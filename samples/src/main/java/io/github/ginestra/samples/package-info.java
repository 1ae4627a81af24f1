/**
 * Short programs that show the library: each reads its data, trains with a preset, prints how good
 * the model is, and uses it.
 */
@NullMarked
package io.github.ginestra.samples;

import org.jspecify.annotations.NullMarked;
