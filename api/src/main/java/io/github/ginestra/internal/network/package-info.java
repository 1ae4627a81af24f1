/** Initial weights of networks. Shared by the packages of this module; not for use from outside. */
@NullMarked
package io.github.ginestra.internal.network;

import org.jspecify.annotations.NullMarked;
