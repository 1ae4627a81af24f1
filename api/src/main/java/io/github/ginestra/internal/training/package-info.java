/**
 * One training: the epoch loop, its checkpoints, and the record of how a model is made. Shared by
 * the packages of this module; not for use from outside.
 */
@NullMarked
package io.github.ginestra.internal.training;

import org.jspecify.annotations.NullMarked;
