/**
 * The backend {@code java}: networks trained and run in plain Java, without native code.
 *
 * <p>A trained network reads texts step by step, as the networks' definition says, and texts of a
 * batch side by side ({@link io.github.ginestra.backend.java.BatchForward}). Several things make
 * that fast. {@link io.github.ginestra.backend.java.FloatMatrix} lays weights out so that the
 * compiler makes vector instructions of the products; {@code VectorMatrix} names them where the JVM
 * allows it. {@link io.github.ginestra.backend.java.TokenInputs} keeps what the first layer makes
 * of each token. {@link io.github.ginestra.backend.java.Gates} passes all gates of a step through
 * one function without branches. {@link io.github.ginestra.backend.java.Workspaces} lends each pass
 * its arrays, so that no step allocates and no thread waits.
 *
 * <p>A network in training ({@link io.github.ginestra.backend.java.JavaTrainableNetwork}) takes
 * batches through its layers and back ({@link io.github.ginestra.backend.java.BatchPass}), a row of
 * scratch for each token. Its work is in two {@link io.github.ginestra.backend.java.Products}; no
 * sum is cut between threads, so their number changes no bit.
 */
@NullMarked
package io.github.ginestra.backend.java;

import org.jspecify.annotations.NullMarked;
