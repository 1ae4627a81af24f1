/** Entry points and the values that describe a model. */
@NullMarked
package io.github.ginestra;

import org.jspecify.annotations.NullMarked;
