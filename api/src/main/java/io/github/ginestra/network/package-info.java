/**
 * The specification of a network: recurrent cells, layers, directions, pooling, embedding tables,
 * the encoder of words' characters, the head with one output per text or per step, and the weights
 * by PyTorch's names and layouts. Plain values, independent of any engine.
 *
 * <p>Users need {@link io.github.ginestra.network.RecurrentSpec}, {@link
 * io.github.ginestra.network.Pooling} and {@link io.github.ginestra.network.Initialization}; the
 * rest is for backends.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.network;

import org.jspecify.annotations.NullMarked;
