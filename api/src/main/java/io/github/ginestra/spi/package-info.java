/**
 * The interfaces that a backend implements. Only integers and floats cross them, never text:
 * tokens, vocabularies, batches, the epoch loop and the metrics are the same for every engine.
 *
 * <p>To write a backend: implement {@link io.github.ginestra.spi.Backend}, name it in {@code
 * META-INF/services/io.github.ginestra.spi.Backend}, and subclass the tests of the module {@code
 * ginestra-backend-contract}. A backend that passes them is complete.
 *
 * <p>Shape letters, the same everywhere: N batch, T time steps, D input features, H hidden units, G
 * gates, V vocabulary, L labels.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise the records and
 * static methods of this package throw a {@link NullPointerException} that names the argument.
 */
@NullMarked
package io.github.ginestra.spi;

import org.jspecify.annotations.NullMarked;
