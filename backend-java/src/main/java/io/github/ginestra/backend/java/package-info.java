/**
 * The backend {@code java}: trained networks in plain Java, without native code.
 *
 * <p>A text is read step by step, as the networks' definition says, and texts of a batch side by
 * side ({@link io.github.ginestra.backend.java.Reading}). What makes that fast: {@link
 * io.github.ginestra.backend.java.FloatMatrix} lays weights out so that the compiler makes vector
 * instructions of the products, {@code VectorMatrix} names them where the JVM allows it; {@link
 * io.github.ginestra.backend.java.TokenInputs} keeps what the first layer makes of each token;
 * {@link io.github.ginestra.backend.java.Gates} passes all gates of a step through one function
 * without branches; {@link io.github.ginestra.backend.java.Workspaces} lends each pass its arrays,
 * so that no step allocates and no thread waits.
 */
@NullMarked
package io.github.ginestra.backend.java;

import org.jspecify.annotations.NullMarked;
