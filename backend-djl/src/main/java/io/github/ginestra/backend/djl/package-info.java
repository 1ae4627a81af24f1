/**
 * Networks on DJL's NDArray API. Knows no engine's name: what differs between engines stands behind
 * {@link io.github.ginestra.backend.djl.EngineTraits}, and an engine's own module holds little more
 * than an implementation of it.
 *
 * <p>DJL's own recurrent blocks are not used: their parameter orders do not suit all engines, and
 * on a CPU no engine offers exact variable lengths. Instead the engine's recurrent kernel is called
 * for one layer and one direction at a time. The backward direction reads each text reversed within
 * its own length; padding stands at the end of both readings, so that it cannot reach a valid step.
 *
 * <p>Native memory is not the garbage collector's: each step and each scoring has a manager of its
 * own, which is closed, and only plain Java values leave it. An operation attaches its result to
 * the manager of the array it is called on, so operations are called on arrays of the step and
 * never on weights.
 */
@NullMarked
package io.github.ginestra.backend.djl;

import org.jspecify.annotations.NullMarked;
