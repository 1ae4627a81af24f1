/** Labelled texts and the files they come from. */
@NullMarked
package io.github.ginestra.data;

import org.jspecify.annotations.NullMarked;
