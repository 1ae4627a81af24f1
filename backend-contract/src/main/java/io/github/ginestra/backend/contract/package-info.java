/**
 * The tests that every backend must pass. Passing them means done.
 *
 * <p>A backend's own test is one class:
 *
 * <pre>{@code
 * class JavaBackendTest extends BackendContract {
 *   protected Backend backend() {
 *     return new JavaBackend();
 *   }
 * }
 * }</pre>
 *
 * <p>What is right is decided by {@link io.github.ginestra.backend.contract.Oracle}: the network
 * step by step, sequence by sequence, in plain Java doubles. It is slow and has no batches, no
 * padding and no kernels, so that it can be checked by reading.
 *
 * <p>Tests that kill processes or watch their memory have the tag {@code slow}.
 */
@NullMarked
package io.github.ginestra.backend.contract;

import org.jspecify.annotations.NullMarked;
