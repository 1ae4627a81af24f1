/**
 * What all kinds of models have in common: how a model was made ({@link
 * io.github.ginestra.model.Provenance}), and the error of a file that holds none ({@link
 * io.github.ginestra.model.ModelFormatException}).
 */
@NullMarked
package io.github.ginestra.model;

import org.jspecify.annotations.NullMarked;
