/** Shared by the packages of this module; not for use from outside, and free to change. */
@NullMarked
package io.github.ginestra.internal;

import org.jspecify.annotations.NullMarked;
