/**
 * What a network is: recurrent cells, layers and directions, pooling, embedding tables, the head
 * that answers once a text or once a step, and the weights by PyTorch's names and layouts. Plain
 * values that know no engine.
 *
 * <p>Users need {@link io.github.ginestra.network.RecurrentSpec}, {@link
 * io.github.ginestra.network.Pooling} and {@link io.github.ginestra.network.Initialization}; the
 * rest is for backends.
 */
@NullMarked
package io.github.ginestra.network;

import org.jspecify.annotations.NullMarked;
