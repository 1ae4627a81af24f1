/**
 * What an engine implements. Integers and floats cross this border, never text: tokens,
 * vocabularies, batches, the epoch loop and the metrics are the same for every engine and live on
 * the other side.
 *
 * <p>To write a backend: implement {@link io.github.ginestra.spi.Backend}, name it in {@code
 * META-INF/services/io.github.ginestra.spi.Backend}, and subclass the tests of the module {@code
 * ginestra-backend-contract}. Passing them means done.
 *
 * <p>Shape letters, the same everywhere: N batch, T time steps, D input features, H hidden units, G
 * gates, V vocabulary, L labels.
 */
@NullMarked
package io.github.ginestra.spi;

import org.jspecify.annotations.NullMarked;
