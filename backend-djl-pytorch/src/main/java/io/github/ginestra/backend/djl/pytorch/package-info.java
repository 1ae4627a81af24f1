/**
 * The backend {@code djl-pytorch}: what is particular to PyTorch, and its natives as a dependency.
 */
@NullMarked
package io.github.ginestra.backend.djl.pytorch;

import org.jspecify.annotations.NullMarked;
