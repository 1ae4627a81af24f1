/** The backend {@code djl-mxnet}: what is particular to MXNet, and its natives as a dependency. */
@NullMarked
package io.github.ginestra.backend.djl.mxnet;

import org.jspecify.annotations.NullMarked;
