/** Configurations as JSON and as rows of names and values. Not part of the API. */
@NullMarked
package io.github.ginestra.internal.config;

import org.jspecify.annotations.NullMarked;
