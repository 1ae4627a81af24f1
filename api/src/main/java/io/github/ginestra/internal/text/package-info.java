/**
 * Characters, letter case and compact sequences of ids. Shared by the packages of this module; not
 * for use from outside.
 */
@NullMarked
package io.github.ginestra.internal.text;

import org.jspecify.annotations.NullMarked;
