/**
 * Vocabularies and n-gram features. Shared by the packages of this module; not for use from
 * outside.
 */
@NullMarked
package io.github.ginestra.internal.features;

import org.jspecify.annotations.NullMarked;
