/** The choice of the backend. Shared by the packages of this module; not for use from outside. */
@NullMarked
package io.github.ginestra.internal.backend;

import org.jspecify.annotations.NullMarked;
