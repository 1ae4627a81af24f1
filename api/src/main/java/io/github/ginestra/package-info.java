/** Empty: the guide to the packages below is the documentation of the module. */
@NullMarked
package io.github.ginestra;

import org.jspecify.annotations.NullMarked;
